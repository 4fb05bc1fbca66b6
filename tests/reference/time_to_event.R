# Reference for time to event: survival::survfit (curves, median, restricted mean, landmarks), survdiff and coxph
# (log-rank). Run in this folder: Rscript time_to_event.R
# It writes time_to_event_spells.csv (the data sets) and, from R, time_to_event_curves.csv, time_to_event_readings.csv,
# time_to_event_landmarks.csv and time_to_event_log_rank.csv. Made with R 4.2.2 and survival 3.5-3.
suppressMessages(library(survival))
set.seed(20261123)

spells <- function(entry, exit, event, group = 1) {
  data.frame(entry = entry, exit = exit, event = as.integer(event), group = group)
}
weibull <- function(n, shape, scale) pmax(1, round(rweibull(n, shape, scale)))
reports <- function(n) sample(c(91, 182, 274, 365, 456, 547, 638, 730, 821), n, replace = TRUE)

realistic <- function(n, scale, late_share = 0, group = 1) {
  entry <- ifelse(runif(n) < late_share, sample(1:400, n, replace = TRUE), 0)
  end <- entry + weibull(n, 1.3, scale)
  last_seen <- entry + reports(n)
  spells(entry, pmin(end, last_seen), end <= last_seen, group)
}
n342 <- realistic(342, 500)
two <- rbind(realistic(171, 450, group = 1), realistic(171, 620, group = 2))
four <- do.call(rbind, lapply(1:4, function(g) realistic(c(40, 150, 110, 42)[g], c(420, 480, 560, 700)[g], group = g)))
late_two <- rbind(realistic(120, 450, 0.4, 1), realistic(120, 620, 0.4, 2))
late_four <- do.call(rbind, lapply(1:4, function(g) realistic(30 * g, 380 + 60 * g, 0.5, g)))

cases <- list(
  plain = spells(0, c(5, 8, 12, 20, 33), c(1, 1, 0, 1, 0)),
  ties = spells(0, c(3, 3, 3, 7, 7, 9, 9, 9, 12), c(1, 1, 0, 1, 0, 1, 1, 0, 0)),
  heavy_ties = spells(0, rep(c(91, 182, 365), c(40, 60, 30)), c(rep(c(1, 0), c(25, 15)), rep(c(1, 0), c(35, 25)), rep(c(1, 0), c(10, 20)))),
  all_censored = spells(0, c(10, 20, 20, 35), 0),
  single_event = spells(0, c(40, 50, 60), c(0, 1, 0)),
  one_spell_finished = spells(0, 17, 1),
  one_spell_censored = spells(0, 17, 0),
  event_at_last_time = spells(0, c(10, 20, 30, 40), c(1, 0, 1, 1)),
  flat_at_half = spells(0, c(10, 20, 30, 40), 1),
  flat_at_half_to_the_end = spells(0, c(10, 20, 30, 40), c(1, 1, 0, 0)),
  flat_at_half_by_rounding = spells(0, c(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), c(1, 1, 1, 1, 1, 0, 1, 1, 0, 1)),
  never_at_half = spells(0, c(100, 200, 300, 700, 800, 800, 800, 900), c(1, 1, 1, 0, 0, 0, 0, 0)),
  all_at_once = spells(0, rep(25, 6), 1),
  on_day_zero = spells(0, c(0, 0, 0, 5, 9, 12), c(1, 0, 1, 1, 0, 1)),
  late_entries = spells(c(0, 0, 0, 5, 5, 12, 20, 20, 31), c(6, 10, 40, 11, 25, 30, 22, 41, 50), c(1, 1, 0, 1, 1, 0, 1, 1, 0)),
  late_with_a_gap = spells(c(0, 0, 30, 30, 35, 40, 40, 45), c(10, 15, 50, 60, 44, 70, 80, 90), c(1, 0, 1, 1, 1, 0, 1, 0)),
  late_spent_early = spells(c(0, 0, 30, 30, 35), c(10, 15, 50, 60, 44), c(1, 1, 1, 0, 1)),
  late_small_start = spells(c(0, 1, 2, rep(20, 40)), c(18, 30, 19, rep(c(25, 40, 60, 80), 10)), c(1, 1, 0, rep(c(1, 0, 1, 1), 10))),
  late_nobody_at_start = spells(c(7, 7, 9, 12), c(20, 25, 33, 40), c(1, 0, 1, 0)),
  enters_as_it_leaves = spells(c(0, 0, 10, 20, 5, 0), c(10, 20, 10, 20, 20, 30), c(1, 1, 1, 0, 1, 0)),
  municipalities = n342[, c("entry", "exit", "event", "group")],
  municipalities_late = realistic(342, 500, 0.3),
  two_groups = two, four_groups = four, late_two_groups = late_two, late_four_groups = late_four,
  one_group_without_events = rbind(spells(0, c(10, 20, 30, 40), 1, 1), spells(0, c(15, 25, 35), 0, 2)),
  two_groups_with_ties = rbind(spells(0, c(5, 5, 8, 8, 8, 12), c(1, 1, 1, 0, 1, 0), 1), spells(0, c(5, 8, 8, 20, 20), c(1, 1, 0, 1, 1), 2)),
  group_gone_before_the_first_event = rbind(spells(0, c(10, 20, 30), 1, 1), spells(0, c(2, 3), 0, 2), spells(0, c(12, 22, 40), c(1, 1, 0), 3))
)
written <- do.call(rbind, lapply(names(cases), function(name) cbind(case = name, cases[[name]])))
write.csv(written, "time_to_event_spells.csv", row.names = FALSE, quote = FALSE)

number <- function(x) ifelse(is.nan(x) | is.na(x), "", ifelse(is.infinite(x), "inf", sprintf("%.17g", x)))
out <- function(frame, file) {
  frame[] <- lapply(frame, function(column) if (is.numeric(column)) number(column) else column)
  write.csv(frame, file, row.names = FALSE, quote = FALSE)
}
# A spell from the start counts at day 0 too, so it enters just before; start.time keeps the clock at 0. R makes a
# spell that leaves as it enters missing, with a warning.
surv <- function(d) suppressWarnings(Surv(ifelse(d$entry == 0, -1, d$entry), d$exit, d$event))
fit_of <- function(d, kind) {
  if (all(d$entry == 0)) survfit(Surv(exit, event) ~ 1, d, conf.type = kind)
  else survfit(surv(d) ~ 1, conf.type = kind, start.time = 0)
}
horizon <- 730
landmark_days <- c(183, 365, 548, 730)
curves <- readings <- marks <- list()
for (name in names(cases)) for (kind in c("log-log", "plain")) {
  f <- fit_of(cases[[name]], kind)
  curves[[length(curves) + 1]] <- data.frame(case = name, kind = kind, time = f$time, at_risk = f$n.risk,
    events = f$n.event, censored = f$n.censor, share = f$surv, se = summary(f, censored = TRUE)$std.err,
    low = f$lower, high = f$upper)
  table <- summary(f, rmean = horizon)$table
  # R has two rules for a curve that ends flat at exactly one half: print() and summary() give the start of that piece,
  # median() and quantile() its middle, up to the last day anybody was seen. Everywhere else they agree, and ours is
  # that of print(): the last day seen says nothing about when half had finished.
  other <- unname(quantile(f, 0.5, conf.int = FALSE))
  if (!isTRUE(all.equal(other, unname(table["median"]))) && abs(tail(f$surv, 1) - 0.5) > 1e-8) stop("differ in ", name)
  readings[[length(readings) + 1]] <- data.frame(case = name, kind = kind, median = table["median"],
    median_low = table["0.95LCL"], median_high = table["0.95UCL"], rmean = table["rmean"], rmean_se = table["se(rmean)"])
  within <- landmark_days[landmark_days <= max(f$time)]
  if (length(within)) {
    s <- summary(f, times = within)
    marks[[length(marks) + 1]] <- data.frame(case = name, kind = kind, days = within, share = s$surv, low = s$lower, high = s$upper)
  }
}
out(do.call(rbind, curves), "time_to_event_curves.csv")
out(do.call(rbind, readings), "time_to_event_readings.csv")
out(do.call(rbind, marks), "time_to_event_landmarks.csv")

# Log-rank. survdiff refuses late entries; there the score test of the exact partial likelihood is the same test (the
# hypergeometric variance of tied events), and observed and expected follow from the null model.
tests <- list()
for (name in names(cases)) {
  d <- cases[[name]]
  if (length(unique(d$group)) < 2) next
  if (all(d$entry == 0)) {
    t <- survdiff(Surv(exit, event) ~ group, d)
    chisq <- t$chisq; freedom <- sum(t$exp > 0) - 1
  } else {
    f <- coxph(surv(d) ~ factor(group), d, ties = "exact")
    chisq <- f$score; freedom <- length(coef(f))
    # the same from the null model: expected events are minus the residuals
    null <- coxph(surv(d) ~ 1, ties = "breslow")
    t <- list(obs = tapply(d$event, d$group, sum), exp = tapply(d$event - residuals(null), d$group, sum))
  }
  tests[[length(tests) + 1]] <- data.frame(case = name, group = seq_along(t$obs), observed = as.vector(t$obs),
    expected = as.vector(t$exp), chi_square = chisq, freedom = freedom, p_value = pchisq(chisq, freedom, lower.tail = FALSE))
}
out(do.call(rbind, tests), "time_to_event_log_rank.csv")
