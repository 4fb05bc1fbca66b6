# Reference for deciles and quartiles of peers: R's default, Hyndman-Fan type 7.
# Run in this folder: Rscript type7_deciles.R > type7_deciles.csv
cases <- list(
  five = c(0.1, 0.4, 0.4, 0.9, 1), ties = c(2, 2, 2, 2, 2, 2, 3), negative = c(-40, 12, 0, 365, 91, -7),
  eleven = c(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), uneven = c(1 / 3, 2 / 7, 0.125, 11 / 13, 5 / 9, 0.7, 0.99, 0.01, 4 / 11)
)
cat(paste0("case,values,", paste0("p", c(10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90), collapse = ","), "\n"))
for (name in names(cases)) {
  values <- cases[[name]]
  q <- quantile(values, c(10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90) / 100, type = 7, names = FALSE)
  cat(sprintf("%s,%s,%s\n", name, paste(sprintf("%.17g", values), collapse = " "), paste(sprintf("%.17g", q), collapse = ",")))
}
