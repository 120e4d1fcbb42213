import CivicCalendar

/// How an assignment's light changed over time: derived day by day by the same rule that gives today's light, from what
/// had happened by each day. Anybody with the steps and the calendar derives the same.
public struct LightHistory: Sendable {
    /// A day on which the light or its reason became another one.
    public struct Change: Sendable, Hashable {
        public let day: CivicDate
        public let before: Standing?
        public let judgement: Judgement
    }

    /// The changes from the assignment's first day, or the day it was established where that is earlier, to a day.
    ///
    /// Only changes of the standing itself are listed, not of the reason alone. Complexity: days x steps.
    ///
    /// - Throws: ``CalendarGap`` where a year is not among the loaded calendars.
    public static func changes(
        of life: AssignmentLife, through last: CivicDate, rule: StandingRule, calendar: CivicCalendar
    ) throws -> [Change] {
        var changes: [Change] = []
        var day = min(life.assignment.starts, life.assignment.establishedOn)
        while day <= last {
            let judgement = try rule.judge(life.commitment(on: day), on: day, calendar: calendar)
            if judgement.standing != changes.last?.judgement.standing {
                changes.append(Change(day: day, before: changes.last?.judgement.standing, judgement: judgement))
            }
            day = try day.adding(days: 1)
        }
        return changes
    }
}
