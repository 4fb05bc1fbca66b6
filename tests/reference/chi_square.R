# Reference for the chi-square upper tail (pchisq) and for reporters against silent ones per group (chisq.test without
# continuity correction: one row per group, reporters and silent ones as columns).
# Run in this folder: Rscript chi_square.R > chi_square.csv
cat("case,reporters,everybody,chi_square,df,p_value\n")
for (df in c(1:12, 25)) for (x in c(0, 1e-6, 0.1, 1, 3.84, 7.5, 20, 60, 300)) {
  cat(sprintf("tail,,,%.17g,%d,%.17g\n", x, df, pchisq(x, df, lower.tail = FALSE)))
}
tables <- list(
  even = list(c(10, 20, 30), c(20, 40, 60)),
  small_ones_silent = list(c(2, 61, 80, 40, 18), c(24, 150, 112, 38 + 2, 18)),
  provinces = list(c(9, 12, 30, 4, 8, 41, 22, 25, 31, 9, 12, 40), c(12, 18, 51, 6, 10, 56, 44, 31, 50, 13, 26, 50)),
  two = list(c(3, 9), c(5, 16)),
  thin = list(c(0, 1, 4), c(1, 3, 9))
)
for (name in names(tables)) {
  reported <- tables[[name]][[1]]; everybody <- tables[[name]][[2]]
  test <- suppressWarnings(chisq.test(cbind(reported, everybody - reported), correct = FALSE))
  cat(sprintf("%s,%s,%s,%.17g,%d,%.17g\n", name, paste(reported, collapse = " "), paste(everybody, collapse = " "),
              test$statistic, test$parameter, test$p.value))
}
