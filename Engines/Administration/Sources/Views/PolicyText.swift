import Access
import Kernel
import Web

/// The password policy in words.
enum PolicyText {
    /// What a new password must be, in one paragraph.
    static func password(_ policy: PasswordPolicy, _ request: PageRequest) -> String {
        var sentences = [
            request.text(
                "administration.policy.length",
                ["shortest": String(policy.shortest), "longest": String(policy.longest)])
        ]
        if policy.classes > 0 {
            sentences.append(request.text("administration.policy.classes", ["classes": String(policy.classes)]))
        }
        sentences.append(request.text("administration.policy.common"))
        sentences.append(request.text("administration.policy.remembered", ["count": String(policy.remembered)]))
        return sentences.joined(separator: request.language == .en ? " " : "")
    }

    static func facts(_ policy: PasswordPolicy, _ request: PageRequest) -> [Fact] {
        func fact(_ key: String, _ value: String) -> Fact {
            Fact(name: request.text("administration.policy.name.\(key)"), value: value)
        }
        func count(_ key: String, _ number: Int) -> String {
            request.text("administration.policy.value.\(key)", ["number": String(number)])
        }
        return [
            fact("profile", request.text("administration.policy.profile.\(policy.profile.rawValue)")),
            fact("password", password(policy, request)),
            fact(
                "days",
                policy.days.map { count("days", $0) } ?? request.text("administration.policy.value.no-expiry")),
            fact("one-time", count("days", policy.oneTimeDays)),
            fact(
                "failures",
                request.text(
                    "administration.policy.value.failures",
                    ["failures": String(policy.failures), "minutes": String(policy.lockMinutes)])),
            fact(
                "address-failures",
                request.text(
                    "administration.policy.value.failures",
                    ["failures": String(policy.addressFailures), "minutes": String(policy.lockMinutes)])),
            fact("idle", count("minutes", policy.idleMinutes)),
            fact("length", count("hours", policy.sessionHours)),
            fact("sessions", count("sessions", policy.sessions)),
            fact("factor", request.text("administration.policy.value.factor")),
        ]
    }
}
