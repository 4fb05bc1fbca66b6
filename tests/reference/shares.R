# Reference for intervals of a share (Wilson: prop.test without continuity correction; Clopper-Pearson: binom.test) and
# for funnel limits (qbinom). Base R only. Run in this folder: Rscript shares.R
pairs <- list(c(0, 1), c(1, 1), c(0, 12), c(12, 12), c(1, 9), c(4, 9), c(50, 100), c(3, 342), c(139, 342), c(341, 342),
  c(1200, 18650), c(7459, 7460))
intervals <- do.call(rbind, lapply(pairs, function(p) {
  wilson <- suppressWarnings(prop.test(p[1], p[2], correct = FALSE))$conf.int
  exact <- binom.test(p[1], p[2])$conf.int
  data.frame(successes = p[1], trials = p[2], wilson_low = wilson[1], wilson_high = wilson[2],
    exact_low = exact[1], exact_high = exact[2])
}))
limits <- expand.grid(share = c(0.02, 0.413, 0.5, 0.87), trials = c(1, 5, 17, 60, 240, 1875), level = c(0.95, 0.998))
limits$low <- with(limits, qbinom((1 - level) / 2, trials, share) / trials)
limits$high <- with(limits, qbinom(1 - (1 - level) / 2, trials, share) / trials)
out <- function(frame, file) {
  frame[] <- lapply(frame, function(column) sprintf("%.17g", column))
  write.csv(frame, file, row.names = FALSE, quote = FALSE)
}
out(intervals, "share_intervals.csv")
out(limits, "funnel_limits.csv")
