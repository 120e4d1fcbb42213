import CivicCalendar
import Kernel

/// Writes a log time as it was in China: `2021-01-26 09:30:05`.
enum LogTimeText {
    static func text(_ time: LogTime) -> String {
        let date = CivicDate(inChinaAtMicroseconds: time.microseconds)
        let seconds = Int(((time.microseconds + ChinaTime.offset) / 1_000_000) % 86_400)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(date) \(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }
}
