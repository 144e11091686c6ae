# The peers of `bench effect` in R, on the same sizes: Rscript bench/peers.R (Debian: r-cran-surveillance, r-cran-sandwich, r-cran-strucchange; spc from CRAN).
suppressMessages({library(surveillance); library(sandwich); library(strucchange); library(spc)})
set.seed(2)
week <- 1:520
counts <- rpois(520, 3 * exp(.2 * sin(2 * pi * week / 52)))
each <- function(name, times, work) {
  for (i in 1:3) work()
  took <- system.time(for (i in seq_len(times)) work())[["elapsed"]]
  cat(sprintf("%s: %.3f ms\n", name, 1000 * took / times))
}
step <- as.numeric(week > 260)
slope <- pmax(0, week - 260)
turn <- 2 * pi * week / 52
each("regression with Newey and West, 520 weeks, 8 coefficients", 100, function() {
  fit <- glm(counts ~ step + week + slope + sin(turn) + cos(turn) + sin(2 * turn) + cos(2 * turn), family = quasipoisson)
  NeweyWest(fit, lag = 6, prewhite = FALSE, adjust = TRUE)
})
series <- sts(counts, start = c(2010, 1), frequency = 52)
flexible <- list(range = 520, noPeriods = 10, b = 5, w = 3, weightsThreshold = 2.58, pastWeeksNotIncluded = 26, pThresholdTrend = .05, thresholdMethod = "nbPlugin", alpha = .05, limit54 = c(5, 4))
each("Farrington, one week", 50, function() farringtonFlexible(series, flexible))
each("EARS C1, 520 weeks", 50, function() earsC(series, list(method = "C1", range = 8:520)))
each("run length of a CUSUM of 72 states", 5000, function() pois.cusum.arl(2, 29, 71, m = 10))
each("run length of a CUSUM of 720 states", 200, function() pois.cusum.arl(2, 290, 719, m = 100))
figures <- as.numeric(100 + 10 * sin(1:100) - 30 * (1:100 > 28))
each("breaks of 100 periods, 0 to 5", 3, function() { breakpoints(figures ~ 1); efp(figures ~ 1, type = "OLS-CUSUM") })
