# Reference for quantiles of the beta distribution (qbeta). Base R only. Run in this folder: Rscript beta_quantiles.R
cases <- expand.grid(a = c(0.5, 0.501, 1, 1.37, 2.5, 17.25, 139.5, 5000.5, 1e5), b = c(0.5, 0.7, 3.9, 60.5, 203.5, 2e4),
  chance = c(0.025, 0.5, 0.975))
cases$share <- with(cases, qbeta(chance, a, b))
cases[] <- lapply(cases, function(column) sprintf("%.17g", column))
write.csv(cases, "beta_quantiles.csv", row.names = FALSE, quote = FALSE)
