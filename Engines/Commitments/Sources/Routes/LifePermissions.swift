import Kernel

/// What may be done to assignments, and by whom: over everybody's, or over those of the holder's own unit or district.
enum LifePermissions {
    /// Assignments with their reports, files and history.
    static let read = Permission("commitments.read-assignments")
    /// Agree who leads what.
    static let agreeLeads = Permission("commitments.agree-leads")
    /// Establish, send, reassign, suspend, resume, agree targets, decide extensions, close.
    static let assign = Permission("commitments.assign")
    /// Sign for, object, report, ask for an extension.
    static let answer = Permission("commitments.answer-assignments")
    /// Accept or return reports.
    static let review = Permission("commitments.review-reports")
    /// Decide an objection.
    static let rule = Permission("commitments.rule-objections")
    /// Urge and escalate.
    static let supervise = Permission("commitments.supervise")
    /// Call meetings, keep minutes, resolve.
    static let meet = Permission("commitments.hold-meetings")
    /// Read meetings.
    static let readMeetings = Permission("commitments.read-meetings")
    /// One's own list of work, changes and calendar.
    static let ownWork = Permission("commitments.read-own-work")
    /// Open and withdraw one's own address for calendar programs.
    static let keepFeed = Permission("commitments.keep-own-feed")
    /// Ask for a feed by its key, which is all it takes.
    static let readFeed = Permission("commitments.read-feed")

    static func grant(in policy: inout PermissionPolicy) {
        policy.grant(read, to: .office, .leader, .reviewer, .analyst)
        policy.grantOwn(read, to: .liaison, .districtOfficer, .unitLeader)
        policy.grant(agreeLeads, to: .office)
        policy.grant(assign, to: .office)
        policy.grantOwn(answer, to: .liaison, .districtOfficer)
        policy.grant(review, to: .office, .reviewer)
        policy.grant(rule, to: .leader)
        policy.grant(supervise, to: .office)
        policy.grant(meet, to: .office)
        policy.grant(readMeetings, to: .office, .leader, .reviewer, .analyst, .liaison, .districtOfficer, .unitLeader)
        policy.grant(
            ownWork, to: .office, .leader, .reviewer, .analyst, .liaison, .districtOfficer, .unitLeader)
        policy.grantOwn(
            keepFeed, to: .office, .leader, .reviewer, .analyst, .liaison, .districtOfficer, .unitLeader)
        for role in Role.allCases { policy.grant(readFeed, to: role) }
    }
}
