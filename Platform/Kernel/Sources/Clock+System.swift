import CivicCalendar

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Clock {
    /// The machine's clock.
    public static func system(asOf: CivicDate? = nil) -> Clock {
        Clock(asOf: asOf) {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return LogTime(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
        }
    }
}
