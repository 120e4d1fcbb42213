import CivicCalendar
import Kernel
import Packs

/// An assignment as it stands on a day, with what it belongs to: a line of every list of work.
public struct Duty: Sendable {
    public let life: AssignmentLife
    public let state: AssignmentState
    public let judgement: Judgement
    /// The district that owes it, nil where a unit does.
    public let district: District?
    /// nil for what a meeting resolved.
    public let deliverable: PackDeliverable?
    /// The item of the plan it is shown under; nil for what a meeting resolved.
    public let item: Int?
    /// What it waits for, most urgent first.
    public let needs: [Need]

    public var unit: String { state.unit }
    /// Its weight in scores, 1 for what a meeting resolved.
    public var weight: Int { deliverable?.weight ?? 1 }
}

extension CityState {
    /// Every assignment that was established by the day and can be judged; where ``CityState/calendarGap`` names a year,
    /// those that need its workdays are missing.
    public func duties() throws -> [Duty] {
        let rule = NeedRule(manifest: pack.manifest, calendar: calendar, day: day)
        var duties: [Duty] = []
        for deliverable in deliverables {
            for part in deliverable.parts {
                guard let life = part.life, let state = life.state(on: day) else { continue }
                duties.append(
                    Duty(
                        life: life, state: state, judgement: part.judgement, district: part.district,
                        deliverable: deliverable.deliverable, item: deliverable.item,
                        needs: try rule.needs(of: state, standing: part.judgement.standing)))
            }
        }
        for resolution in resolutions {
            duties.append(
                Duty(
                    life: resolution.life, state: resolution.state, judgement: resolution.judgement,
                    district: resolution.district, deliverable: nil, item: nil,
                    needs: try rule.needs(of: resolution.state, standing: resolution.judgement.standing)))
        }
        return duties
    }
}
