import Kernel

/// All routes of a site, held to the rule that what is declared is registered once and the other way round.
public struct RouteTable: Sendable {
    public let registrations: [RouteRegistration]
    /// Everything that breaks the rule, in words; empty where the table is sound.
    public let faults: [String]

    public init(declared: [any DeclaredRoute], registrations: [RouteRegistration]) {
        self.registrations = registrations
        var found: [String] = []
        var registered: [RouteDeclaration: Int] = [:]
        for registration in registrations { registered[registration.declaration, default: 0] += 1 }
        var shapes: [String: RouteDeclaration] = [:]
        for declaration in declared.map(\.declaration) {
            found += declaration.faults
            let shape = "\(declaration.method.rawValue) \(declaration.shape)"
            if let other = shapes[shape] {
                found.append("\(declaration) is declared twice, the other time as \(other)")
            }
            shapes[shape] = declaration
            switch registered.removeValue(forKey: declaration) {
            case nil: found.append("\(declaration) is declared and not registered")
            case 1: break
            case .some(let count): found.append("\(declaration) is registered \(count) times")
            }
        }
        for declaration in registered.keys.sorted(by: { $0.description < $1.description }) {
            found.append("\(declaration) is registered and not declared")
        }
        faults = found
    }

    /// The methods that are answered at a path, for 405 and its `Allow` header.
    func methods(at path: [String]) -> [RouteMethod] {
        let found = Set(registrations.map(\.declaration).filter { $0.matches(path) }.map(\.method))
        return RouteMethod.allCases.filter(found.contains)
    }
}
