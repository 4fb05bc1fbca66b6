# Reference for the 95% interval of the stratified ratio: Jeffreys' (qbeta) on the effective sample, cut to the bounds.
# The ratio and its standard error are those of survey::svyratio; strata are given as they are after merging.
# Run in this folder: Rscript stratified_interval.R > stratified_interval.csv (made with R 4.2.2 and survey 4.1-1)
suppressMessages(library(survey))
cases <- read.csv("stratified_interval_cases.csv")
cat("case,effective,low,high\n")
for (name in unique(cases$case)) {
  strata <- cases[cases$case == name, ]
  finished <- sum(strata$finished)
  applicable <- sum(strata$finished + strata$unfinished)
  unknown <- sum(strata$population - strata$finished - strata$unfinished - strata$not_applicable)
  if (name == "two_of_342") {  # two strata without a statement go with the one that has two
    strata <- data.frame(case = name, stratum = 2, population = 342, finished = 2, unfinished = 0, not_applicable = 0)
  }
  sample <- do.call(rbind, lapply(seq_len(nrow(strata)), function(i) {
    s <- strata[i, ]
    data.frame(
      stratum = s$stratum, population = s$population,
      y = rep(c(1, 0, 0), c(s$finished, s$unfinished, s$not_applicable)),
      x = rep(c(1, 1, 0), c(s$finished, s$unfinished, s$not_applicable))
    )
  }))
  ratio <- svyratio(~y, ~x, svydesign(id = ~1, strata = ~stratum, fpc = ~population, data = sample))
  share <- as.numeric(coef(ratio))
  variance <- as.numeric(SE(ratio))^2
  N <- as.numeric(strata$population)
  A <- strata$finished + strata$unfinished
  n <- A + strata$not_applicable
  number <- sum(N * A / n)^2 / sum(N * (N - n) * A / n^2)
  if (share > 0 && share < 1 && variance > 0) number <- min(number, share * (1 - share) / variance)
  ends <- if (is.infinite(number)) c(share, share) else
    qbeta(c(0.025, 0.975), share * number + 0.5, (1 - share) * number + 0.5)
  ends <- c(min(ends[1], share), max(ends[2], share))
  low <- max(ends[1], finished / (applicable + unknown))
  high <- min(ends[2], (finished + unknown) / (applicable + unknown))
  cat(sprintf("%s,%.17g,%.17g,%.17g\n", name, number, low, high))
}
