/// How the city may turn to a unit: give it an order, or only ask.
public enum Direction: String, Sendable, Codable, CaseIterable {
    case order
    case request
}
