# Reference for quartiles: R's default, Hyndman-Fan type 7.
# Run in this folder: Rscript type7_quantiles.R > type7_quantiles.csv
cases <- list(
  one = c(5), two = c(-3, 8), three = c(0, 0, 91), four = c(10, -20, 365, 0), tied = c(7, 7, 7, 7, 8),
  many = c(12, 240, 3, 88, 41, 0, -15, 730, 91, 91, 30)
)
cat("case,values,q1,median,q3\n")
for (name in names(cases)) {
  values <- cases[[name]]
  q <- quantile(values, c(0.25, 0.5, 0.75), type = 7, names = FALSE)
  cat(sprintf("%s,%s,%.17g,%.17g,%.17g\n", name, paste(values, collapse = " "), q[1], q[2], q[3]))
}
