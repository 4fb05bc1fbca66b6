# Reference for the expected total: survey's separate ratio estimate of a total, sum over strata of
# X_h * svyratio(y, x) with finite population correction, and its standard error, in base R.
# Run in this folder: Rscript expected_cost.R
sample <- read.csv("expected_cost_sample.csv")
sizes <- read.csv("expected_cost_strata.csv")
total <- 0
variance <- 0
for (h in sizes$stratum) {
  s <- sample[sample$stratum == h, ]
  all <- sizes[sizes$stratum == h, ]
  r <- sum(s$spent) / sum(s$norm)
  total <- total + r * all$norm
  d <- s$spent - r * s$norm
  n <- nrow(s)
  # var of the ratio times the known total of the norm: (X / sum x)^2 * n^2 * (1 - f) * s_d^2 / n
  variance <- variance + (all$norm / sum(s$norm))^2 * n * (1 - n / all$count) * var(d)
}
cat("total,standard_error\n", sprintf("%.17g,%.17g\n", total, sqrt(variance)), sep = "", file = "expected_cost.csv")
# the same with the survey package where it is there: as.numeric(SE) of each stratum's ratio
if (requireNamespace("survey", quietly = TRUE)) {
  parts <- sapply(sizes$stratum, function(h) {
    s <- sample[sample$stratum == h, ]
    s$count <- sizes$count[sizes$stratum == h]
    d <- survey::svydesign(id = ~1, fpc = ~count, data = s)
    f <- survey::svyratio(~spent, ~norm, d)
    c(coef(f), survey::SE(f)) * sizes$norm[sizes$stratum == h]
  })
  stopifnot(abs(sum(parts[1, ]) - total) < 1e-6, abs(sqrt(sum(parts[2, ]^2)) - sqrt(variance)) < 1e-6)
  cat("survey agrees\n")
}
