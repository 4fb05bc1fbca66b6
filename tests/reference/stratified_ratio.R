# Reference for the stratified ratio estimate: what survey::svyratio gives for
#   d <- svydesign(id = ~1, strata = ~stratum, fpc = ~population, data = sample); svyratio(~y, ~x, d)
# written out in base R as the survey package does it (linearised residuals, then the variance of a stratified total
# with finite population correction), because that package is not part of base R.
# Run in this folder: Rscript stratified_ratio.R > stratified_ratio.csv
cases <- read.csv("stratified_ratio_cases.csv")
cat("case,estimate,standard_error,low,high\n")
for (name in unique(cases$case)) {
  strata <- cases[cases$case == name, ]
  sample <- do.call(rbind, lapply(seq_len(nrow(strata)), function(i) {
    s <- strata[i, ]
    data.frame(
      stratum = s$stratum, population = s$population,
      y = rep(c(1, 0, 0), c(s$finished, s$unfinished, s$not_applicable)),
      x = rep(c(1, 1, 0), c(s$finished, s$unfinished, s$not_applicable))
    )
  }))
  stated <- ave(sample$y, sample$stratum, FUN = length)
  weight <- sample$population / stated
  ratio <- sum(weight * sample$y) / sum(weight * sample$x)
  influence <- weight * (sample$y - ratio * sample$x) / sum(weight * sample$x)
  variance <- sum(sapply(split(seq_along(influence), sample$stratum), function(rows) {
    n <- length(rows)
    fpc <- 1 - n / sample$population[rows[1]]
    centred <- influence[rows] - mean(influence[rows])
    fpc * n / (n - 1) * sum(centred^2)
  }))
  se <- sqrt(variance)
  z <- qnorm(0.975)
  cat(sprintf("%s,%.17g,%.17g,%.17g,%.17g\n", name, ratio, se, ratio - z * se, ratio + z * se))
}
