# Reference for the stratified ratio estimate: survey::svyratio with strata and finite population correction.
# Run in this folder: Rscript stratified_ratio.R > stratified_ratio.csv (made with R 4.2.2 and survey 4.1-1)
suppressMessages(library(survey))
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
  design <- svydesign(id = ~1, strata = ~stratum, fpc = ~population, data = sample)
  ratio <- svyratio(~y, ~x, design)
  interval <- confint(ratio)
  cat(sprintf("%s,%.17g,%.17g,%.17g,%.17g\n", name, coef(ratio), SE(ratio), interval[1], interval[2]))
}
