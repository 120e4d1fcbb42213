import Kernel

/// One numbered item of the plan and what the office made of it.
public struct PackItem: Sendable, Equatable {
    public var id: String
    /// Its number in the plan, from 1.
    public var number: Int
    /// The words in the file name and before the `/` of its deliverables' keys.
    public var slug: String
    public var title: LocalizedText
    public var validity: Validity
    public var basis: Basis
    public var lead: ItemLead
    /// Every unit or group of the responsibility clause, in its order.
    public var units: [String]
    /// Whether the clause ends in 等负责, so that others may be asked too.
    public var open: Bool
    public var deliverables: [PackDeliverable]

    public init(
        id: String, number: Int, slug: String, title: LocalizedText, validity: Validity, basis: Basis, lead: ItemLead,
        units: [String], open: Bool, deliverables: [PackDeliverable]
    ) {
        self.id = id
        self.number = number
        self.slug = slug
        self.title = title
        self.validity = validity
        self.basis = basis
        self.lead = lead
        self.units = units
        self.open = open
        self.deliverables = deliverables
    }

    /// `07-food-and-farm-products.yaml`.
    public var fileName: String { "\(number < 10 ? "0" : "")\(number)-\(slug).yaml" }
}
