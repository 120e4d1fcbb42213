import Kernel

/// The units and districts people can belong to, as whoever runs the house hands them in.
public struct Places: Sendable, Hashable {
    /// One unit or district.
    public struct Place: Sendable, Hashable {
        public let id: String
        public let title: LocalizedText

        public init(id: String, title: LocalizedText) {
            self.id = id
            self.title = title
        }
    }

    public var units: [Place]
    public var districts: [Place]

    public init(units: [Place] = [], districts: [Place] = []) {
        self.units = units
        self.districts = districts
    }

    /// Throws a problem at the field whose unit or district is not among these.
    public func check(_ details: PersonDetails) throws(Problem) {
        if let unit = details.unit, !unit.isEmpty, !units.contains(where: { $0.id == unit }) {
            throw Problem(.badInput, "access.problem.unit", at: .field("unit"))
        }
        if let district = details.district, !district.isEmpty, !districts.contains(where: { $0.id == district }) {
            throw Problem(.badInput, "access.problem.district", at: .field("district"))
        }
    }

    /// The unit's title; its id where it is no longer among these.
    public func unit(_ id: String, _ language: Language) -> String {
        units.first { $0.id == id }?.title(language) ?? id
    }

    public func district(_ id: String, _ language: Language) -> String {
        districts.first { $0.id == id }?.title(language) ?? id
    }
}
