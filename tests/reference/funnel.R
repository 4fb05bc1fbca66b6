# Reference for binomial quantiles and for the funnel with its over-dispersion.
# Base R only (qbinom, quantile type 7). Run in this folder: Rscript funnel.R
quantiles <- expand.grid(
  trials = c(1, 2, 5, 13, 40, 137, 500, 2417, 18650),
  share = c(1e-4, 0.01, 0.125, 0.3, 0.5, 0.618, 0.9, 0.999),
  probability = c(0.001, 0.025, 0.5, 0.975, 0.999)
)
quantiles$successes <- qbinom(quantiles$probability, quantiles$trials, quantiles$share)
write.csv(format(quantiles, digits = 17, trim = TRUE), "binomial_quantiles.csv", row.names = FALSE, quote = FALSE)

units <- data.frame(
  trained = c(12, 40, 7, 95, 3, 130, 61, 18, 0, 22, 410, 9),
  scope = c(30, 52, 20, 160, 4, 400, 90, 60, 12, 22, 800, 15)
)
p <- sum(units$trained) / sum(units$scope)
z <- (units$trained / units$scope - p) / sqrt(p * (1 - p) / units$scope)
ends <- quantile(z, c(0.1, 0.9), type = 7)
phi <- max(1, mean(pmin(pmax(z, ends[1]), ends[2])^2))
for (level in c("95", "998")) {
  tail <- c("95" = 0.025, "998" = 0.001)[[level]]
  half <- qnorm(1 - tail) * sqrt(phi * p * (1 - p) / units$scope)
  units[[paste0("limit_low_", level)]] <- qbinom(tail, units$scope, p) / units$scope
  units[[paste0("limit_high_", level)]] <- qbinom(1 - tail, units$scope, p) / units$scope
  units[[paste0("corrected_low_", level)]] <- pmax(0, p - half)
  units[[paste0("corrected_high_", level)]] <- pmin(1, p + half)
}
units$national_value <- p
units$z <- z
units$overdispersion <- phi
write.csv(format(units, digits = 17, trim = TRUE), "funnel.csv", row.names = FALSE, quote = FALSE)
