import CivicCalendar

extension LogTime {
    /// The moment as clocks in China showed it: `2021-01-26 09:30:05`.
    public var textInChina: String {
        let date = CivicDate(inChinaAtMicroseconds: microseconds)
        let seconds = Int(((microseconds + ChinaTime.offset) / 1_000_000) % 86_400)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(date) \(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }
}
