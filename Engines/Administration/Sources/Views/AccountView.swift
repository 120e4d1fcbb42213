import Access
import Kernel
import Web

/// One's own account: who one is here, where one is signed in, and when one was.
struct AccountView: Sendable {
    struct SessionLine: Sendable {
        let begun: String
        let seen: String
        let address: String
        let agent: String
        let isCurrent: Bool
        let isOther: Bool
        let endHref: String
        let endLabel: String
    }

    struct SignInLine: Sendable {
        let time: String
        let outcome: String
        let address: String
        let agent: String
    }

    let facts: [Fact]
    let passwordHref: String
    let factorHref: String
    let factor: String
    let isDemonstration: Bool
    let csrfToken: String
    let sessions: [SessionLine]
    let signIns: [SignInLine]
    let hasSignIns: Bool

    init(
        _ session: Session, places: Places, passwordSetAt: LogTime?, factor state: FactorDesk.State,
        sessions: [Session], signIns: [SignInEntry], request: PageRequest
    ) {
        let person = session.person
        facts =
            PersonFacts.facts(person, places: places, request) + [
                Fact(
                    name: request.text("administration.column.password-set"),
                    value: passwordSetAt?.textInChina ?? request.text("administration.none"))
            ]
        passwordHref = AdministrationRoutes.password.link().href
        factorHref = AdministrationRoutes.factor.link().href
        factor =
            switch state {
            case .none: request.text("administration.factor.none")
            case .waiting: request.text("administration.factor.waiting")
            case .confirmed(let codes): request.text("administration.factor.confirmed", ["codes": String(codes)])
            }
        isDemonstration = person.isDemonstration
        csrfToken = request.csrfToken
        self.sessions = sessions.map { other in
            SessionLine(
                begun: other.begunAt.textInChina, seen: other.lastSeenAt.textInChina,
                address: other.origin.address.isEmpty ? request.text("administration.none") : other.origin.address,
                agent: other.origin.agent.isEmpty ? request.text("administration.none") : other.origin.agent,
                isCurrent: other.id == session.id, isOther: other.id != session.id,
                endHref: AdministrationRoutes.endSession.link(other.id).href,
                endLabel: request.text("administration.session.end-begun", ["begun": other.begunAt.textInChina]))
        }
        self.signIns = signIns.map { entry in
            SignInLine(
                time: entry.time.textInChina,
                outcome: request.text("administration.outcome.\(entry.outcome.rawValue)"),
                address: entry.address.isEmpty ? request.text("administration.none") : entry.address,
                agent: entry.agent.isEmpty ? request.text("administration.none") : entry.agent)
        }
        hasSignIns = !signIns.isEmpty
    }
}

/// What is known of a person, line by line.
enum PersonFacts {
    static func facts(_ person: Person, places: Places, _ request: PageRequest) -> [Fact] {
        func fact(_ key: String, _ value: String?) -> Fact {
            let text = value ?? ""
            return Fact(
                name: request.text("administration.column.\(key)"),
                value: text.isEmpty ? request.text("administration.none") : text)
        }
        return [
            fact("account", person.account), fact("name-zh", person.name.zh), fact("name-en", person.name.en),
            fact("roles", request.roleNames(person.roles)),
            fact("unit", person.unit.map { places.unit($0, request.language) }),
            fact("district", person.district.map { places.district($0, request.language) }),
            fact("email", person.email),
        ]
    }
}
