import Kernel

/// Assignments of a plan by identity and by the resolution that they were made from, as they stand on a day.
struct FollowedWork: Sendable {
    struct Work: Sendable {
        let life: AssignmentLife
        let state: AssignmentState
        let judgement: Judgement
    }

    let works: [Identifier: Work]
    let ofResolutions: [Identifier: Work]

    init(_ city: CityState) {
        var works: [Identifier: Work] = [:]
        var ofResolutions: [Identifier: Work] = [:]
        for part in city.deliverables.flatMap(\.parts) {
            guard let life = part.life, let state = life.state(on: city.day) else { continue }
            works[life.id] = Work(life: life, state: state, judgement: part.judgement)
        }
        for resolution in city.resolutions {
            let work = Work(life: resolution.life, state: resolution.state, judgement: resolution.judgement)
            works[resolution.life.id] = work
            if case .resolution(let id) = resolution.life.assignment.origin { ofResolutions[id] = work }
        }
        self.works = works
        self.ofResolutions = ofResolutions
    }

    /// How many of a meeting's resolutions are finished.
    func finished(_ meeting: Meeting) -> Int {
        meeting.resolutions.count { ofResolutions[$0.id]?.judgement.standing.isFinished ?? false }
    }
}
