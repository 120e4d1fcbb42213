# Answers of R packages for made inputs of the kinds that method-cases answers.
#
# Run: Rscript peers.R > peers-r.json
# Needs survival and metafor (Debian: r-cran-survival, r-cran-metafor), and from CRAN irr 0.84.1, irrCAC 1.0,
# metRology 0.9-29-2 and WeibullR 1.2.1. Inputs are drawn here with a fixed seed; nothing is copied from anywhere.
suppressMessages({
    library(survival); library(irr); library(irrCAC); library(metRology); library(metafor); library(WeibullR)
    library(jsonlite)
})
set.seed(20261126)
cases <- list()
add <- function(kind, inputs, expected, relative) {
    cases[[length(cases) + 1]] <<- list(
        id = unbox(sprintf("%s-%03d", kind, length(cases))), kind = unbox(kind), inputs = inputs, expected = expected,
        tolerance = list(relative = unbox(relative), zero_absolute = unbox(1e-9)))
}
one <- function(...) lapply(list(...), function(v) if (length(v) == 1) unbox(unname(v)) else unname(v))

ratings <- function(i) {
    n <- sample(4:25, 1); r <- sample(2:6, 1); q <- sample(2:6, 1)
    base <- sample(seq_len(q), n, TRUE)
    sapply(seq_len(r), function(j) ifelse(runif(n) < .6, base, sample(seq_len(q), n, TRUE)))
}
for (i in 1:14) {
    m <- ratings(i)
    if (i %% 7 == 0) m[2, 1] <- NA
    k <- kappa2(m[, 1:2]); f <- kappam.fleiss(m); ic <- icc(m, "twoway", "agreement", "single")
    add("agree", list(data = m), one(
        cohen = k$value, cohen_z = k$statistic, cohen_quadratic = kappa2(m[, 1:2], "squared")$value, fleiss = f$value,
        fleiss_z = f$statistic, kendall_w = kendall(m, TRUE)$value, icc_A1 = ic$value, icc_lo = ic$lbound,
        icc_hi = ic$ubound, kripp_ordinal = kripp.alpha(t(m), "ordinal")$value,
        kripp_nominal = kripp.alpha(t(m), "nominal")$value), 1e-10)
}
# irrCAC rounds its coefficients to 5 digits: the same function without the rounding.
exact <- eval(parse(text = gsub("round\\(([a-z.0-9]+), *5\\)", "\\1", deparse(gwet.ac1.raw))),
              envir = environment(gwet.ac1.raw))
for (i in 1:12) {
    m <- ratings(i)
    if (i %% 3 == 0) { m[sample(length(m), 3)] <- NA; m <- m[rowSums(!is.na(m)) > 0, , drop = FALSE] }
    e <- exact(m)$est
    add("agree-ac1", list(data = m), one(ac1 = e$coeff.val, se = e$coeff.se, pa = e$pa, pe = e$pe), 1e-10)
}
tight <- survreg.control(rel.tolerance = 1e-14, maxiter = 200)
for (i in 1:16) {
    n <- sample(4:40, 1); b <- exp(runif(1, -1, 2)); s <- 10^runif(1, -2, 5)
    t <- rweibull(n, b, s); c <- rweibull(n, b, s * exp(runif(1, -.5, 2)))
    st <- as.integer(t <= c); x <- signif(pmin(t, c), if (i %% 4 == 0) 2 else 6)
    if (sum(st) < 3) next
    f <- survreg(Surv(x, st) ~ 1, dist = "weibull", control = tight); v <- sqrt(diag(f$var))
    add("rel-weibull", list(t = x, status = st), one(
        shape = 1 / f$scale, scale = exp(coef(f)), loglik = f$loglik[1], se_log_scale = v[1],
        se_log_sigma = v[2]), 1e-9)
    t0 <- sort(c(sample(x, 1), runif(2, 0, max(x))))
    r <- summary(survfit(Surv(x, st) ~ 1, conf.type = "log-log"), times = t0, extend = TRUE)
    add("rel-km", list(t = x, status = st, t0 = t0), list(
        S = r$surv, se = r$std.err, lo = r$lower, hi = r$upper), 1e-10)
    o <- if (any(st == 0)) MRRw2p(x[st == 1], x[st == 0]) else MRRw2p(x[st == 1])
    add("rel-mrr", list(t = x[st == 1], s = x[st == 0]), one(
        eta = o[["Eta"]], beta = o[["Beta"]], r2 = o[["Rsqr"]]), 1e-10)
}
for (i in 1:12) {
    n <- sample(8:40, 1); mu <- runif(1, 0, 7); sigma <- exp(runif(1, -1, .5)); y <- rlnorm(n, mu, sigma)
    br <- c(0, signif(exp(mu + sigma * seq(-1.6, 1.6, length.out = 6)), 3), 1e9)
    k <- findInterval(y, br); lo <- br[k]; hi <- br[k + 1]
    f <- survreg(Surv(ifelse(lo <= 0, NA, lo), ifelse(hi >= 1e9, NA, hi), type = "interval2") ~ 1, dist = "lognormal",
                 control = tight)
    add("rel-interval", list(lo = lo, hi = hi), one(mu = coef(f), sigma = f$scale, loglik = f$loglik[1]), 1e-9)
}
fine <- list(tol = 1e-14, threshold = 1e-14, maxiter = 10000)
for (i in 1:14) {
    n <- sample(3:15, 1); u <- signif(exp(runif(n, -2, .5)), 3)
    x <- signif(rnorm(n, 20, 1) + rnorm(n) * u, 6)
    r <- tryCatch(rma(x, u^2, method = "REML", control = fine), error = function(e) NULL)
    if (is.null(r)) next
    # mpaule may end at a variance of 0 where the root is positive, and method-cases follows it; the root itself is tested
    # in Proficiency/ProficiencyTests.swift.
    p <- suppressWarnings(mpaule(x, u, tol = 1e-10)); d <- dsl(x, u)
    add("ilc-pooled", list(x = x, u = u), one(mp = p$x, mp_u = p$u, dsl = d$x, dsl_u = d$u, reml = r$b[1]), 1e-8)
}
for (i in 1:10) {
    p <- sample(3:10, 1); g <- sample(rep(seq_len(p), each = sample(2:5, 1)))
    x <- round(rnorm(length(g), 100, 3), 2)
    h <- mandel.kh(data.frame(x = x), g = g, type = "h")[[1]]; k <- mandel.kh(data.frame(x = x), g = g, type = "k")[[1]]
    add("ilc-mandel", list(x = x, g = g), list(h = h, k = k), 1e-10)
}
printed <- function(x, factor = 1.134, start = 1.483) {
    m <- median(x); s <- start * median(abs(x - m))
    for (i in 1:5000) { z <- pmin(pmax(x, m - 1.5 * s), m + 1.5 * s); m <- mean(z); s <- factor * sd(z) }
    c(m, s)
}
for (i in 1:12) {
    x <- signif(rnorm(sample(5:30, 1), 10, 1), 4); if (i %% 3 == 0) x[1] <- 3 * x[1]
    a <- printed(x); e <- algA(x, tol = 1e-13, maxiter = 5000)
    add("ilc-algA", list(x = x), one(
        mean_iso = a[1], s_iso = a[2], mean_exact_factor = e$mu, s_exact_factor = e$s,
        u_mean_iso = 1.25 * a[2] / sqrt(length(x))), 1e-10)
}
cat(toJSON(cases, digits = NA, na = "null", pretty = FALSE))
