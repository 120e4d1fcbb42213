# Peers in R on the same rows: base R, survival and spc. Answers the commands of bench.py, one line each.
suppressPackageStartupMessages({
    library(survival)
    library(spc)
})
folder <- commandArgs(trailingOnly = TRUE)[1]
numbers <- function(name) {
    file <- file.path(folder, paste0(name, ".f64"))
    readBin(file, "double", n = file.size(file) / 8, size = 8, endian = "little")
}

rows <- list(
    "ewma" = function() {
        values <- numbers("values")
        function() as.numeric(filter(0.2 * values, 0.8, method = "recursive", init = 10))
    },
    "oc-curve" = function() {
        qualities <- numbers("qualities")
        function() pbinom(3, 125, qualities)
    },
    "weibull" = function() {
        times <- numbers("times")
        failed <- numbers("failed")
        function() {
            fit <- survreg(Surv(times, failed) ~ 1, dist = "weibull")
            shape <- 1 / fit$scale
            scale <- exp(unname(coef(fit)))
            errors <- unname(sqrt(diag(fit$var)))
            c(shape, scale, shape * errors[2], scale * errors[1], fit$loglik[2])
        }
    },
    "kaplan-meier" = function() {
        times <- numbers("times")
        failed <- numbers("failed")
        function() {
            # Without timefix: it takes times that differ in the last digits for one.
            fit <- survfit(Surv(times, failed) ~ 1, timefix = FALSE)
            kept <- fit$n.event > 0
            as.numeric(rbind(fit$time[kept], fit$surv[kept]))
        }
    },
    "arl-cusum" = function() function() {
        sapply(seq(0, 2.75, 0.25), function(shift) xcusum.arl(0.5, 5, shift, sided = "one", r = 60))
    },
    "arl-ewma" = function() function() {
        sapply(seq(0, 2.75, 0.25), function(shift) xewma.arl(0.2, 2.7, shift, sided = "two", r = 75))
    }
)

work <- NULL
input <- file("stdin", "r")
repeat {
    line <- readLines(input, n = 1)
    if (length(line) == 0) break
    words <- strsplit(line, " ")[[1]]
    said <- tryCatch({
        if (words[1] == "prepare") {
            row <- rows[[words[2]]]
            work <- if (is.null(row)) NULL else row()
            if (is.null(row)) "absent" else "ok"
        } else if (words[1] == "run") {
            gc(verbose = FALSE)
            start <- Sys.time()
            result <- work()
            # To the microsecond: proc.time() has milliseconds only.
            sprintf("seconds %.9f", as.numeric(difftime(Sys.time(), start, units = "secs")))
        } else if (words[1] == "answer") {
            writeBin(as.double(work()), file.path(folder, words[2]), size = 8, endian = "little")
            "ok"
        } else {
            work <- NULL
            "ok"
        }
    }, error = function(problem) gsub("\n", " ", paste("error", conditionMessage(problem))))
    cat(said, "\n", sep = "")
    flush(stdout())
}
