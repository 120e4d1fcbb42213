import Kernel
import Ledger
import Storage

/// The people of a demonstration: the office, every unit's liaison and leader, an officer and a leader of every
/// district, the three administrators. All share one password, which is printed; they sign in only where a
/// demonstration is served.
public struct DemonstrationPeople: Sendable {
    static let record = Verb(name: "person.demonstrate")

    /// Known to everybody, so it opens nothing but a demonstration.
    public static let password = "Heng-demo-2021"

    private let parts: AccessParts

    public init(_ parts: AccessParts) {
        self.parts = parts
    }

    /// Somebody of a demonstration, before they are written.
    public struct Member: Sendable, Hashable {
        public let account: String
        public let role: Role
        public let details: PersonDetails
    }

    /// Everybody that a demonstration with these places has.
    public static func members(of places: Places) -> [Member] {
        func member(
            _ account: String, _ role: Role, _ zh: String, _ en: String, unit: String? = nil, district: String? = nil
        ) -> Member {
            Member(
                account: account, role: role,
                details: PersonDetails(name: LocalizedText(zh: zh, en: en), unit: unit, district: district))
        }
        let office = [
            member("office", .office, "办公室（演示）", "Office (demonstration)"),
            member("leader", .leader, "领导小组负责人（演示）", "Leader of the group (demonstration)"),
            member("reviewer", .reviewer, "审核员（演示）", "Reviewer (demonstration)"),
            member("analyst", .analyst, "统计分析员（演示）", "Analyst (demonstration)"),
        ]
        let units = places.units.flatMap { unit in
            [
                member(
                    "liaison.\(unit.id.lowercased())", .liaison, "\(unit.title.zh)联络员（演示）",
                    "Liaison, \(unit.title.en) (demonstration)", unit: unit.id),
                member(
                    "leader.\(unit.id.lowercased())", .unitLeader, "\(unit.title.zh)负责人（演示）",
                    "Leader, \(unit.title.en) (demonstration)", unit: unit.id),
            ]
        }
        let districts = places.districts.flatMap { district in
            [
                member(
                    "district.\(district.id.lowercased())", .districtOfficer, "\(district.title.zh)经办人（演示）",
                    "Officer, \(district.title.en) (demonstration)", district: district.id),
                member(
                    "leader.\(district.id.lowercased())", .unitLeader, "\(district.title.zh)负责人（演示）",
                    "Leader, \(district.title.en) (demonstration)", district: district.id),
            ]
        }
        let administrators = Bootstrap.accounts.map { account, role, name in
            member(account, role, "\(name.zh)（演示）", "\(name.en) (demonstration)")
        }
        return office + units + districts + administrators
    }

    /// Makes whoever of them is not there yet; a data folder that has them all is left alone.
    ///
    /// - Throws: a conflict where there are people who are not of a demonstration.
    public func prepare(_ places: Places) async throws {
        let missing = try await parts.database.read { session in
            let known = try PersonStore().list(in: session)
            guard known.allSatisfy(\.isDemonstration) else {
                throw Problem(.conflict, "access.problem.real-people")
            }
            let accounts = Set(known.map(\.account))
            return try Self.members(of: places).filter { try !accounts.contains(AccountName.canonical($0.account)) }
        }
        guard !missing.isEmpty else { return }
        let hash = try await parts.hasher.hash(Self.password)
        try await parts.database.change(by: .system("demonstration")) { session in
            for member in missing {
                // A name longer than the form takes is cut: the demonstration's people have no other source.
                let details = PersonDetails(
                    name: LocalizedText(
                        zh: String(member.details.name.zh.prefix(PersonDetails.longestName)),
                        en: String(member.details.name.en.prefix(PersonDetails.longestName))),
                    unit: member.details.unit, district: member.details.district)
                let id = try PeopleDesk.insert(
                    try AccountName.canonical(member.account), details, kind: member.role, isDemonstration: true,
                    in: session)
                try PasswordStore().insert(hash, for: id, isOneTime: false, in: session)
                try RoleDesk.insert(member.role, to: id, by: nil, reason: "demonstration", in: session)
            }
            try session.record(
                Self.record, on: RecordReference(kind: "person", identity: "demonstration"),
                change: .object(
                    Dictionary(
                        missing.map { ($0.account, .string($0.role.rawValue)) }, uniquingKeysWith: { first, _ in first }
                    )
                ))
        }
    }
}
