import Kernel
import QualityMethods

/// The methods that a command was asked for, family by family.
struct MethodCatalogue {
    let families: [MethodFamily]

    var methods: [any QualityMethod.Type] { families.flatMap(\.methods) }

    /// The methods of one family, or of all, whose name, titles or standard hold a text in any case.
    init(family: String?, search: String?) throws {
        let asked = try family.map { name in
            do throws(MethodProblem) { return [try MethodRegistry.requiredFamily(named: name)] } catch {
                throw MethodInputSource.problem(error)
            }
        }
        let wanted = search?.lowercased() ?? ""
        families = (asked ?? MethodRegistry.families).compactMap { family in
            let found = family.methods.filter { Self.matches($0, wanted) }
            return found.isEmpty
                ? nil : MethodFamily(family.name, zh: family.title.zh, en: family.title.en, found)
        }
    }

    static func method(named name: String) throws -> any QualityMethod.Type {
        do throws(MethodProblem) { return try MethodRegistry.requiredMethod(named: name) } catch {
            throw MethodInputSource.problem(error)
        }
    }

    private static func matches(_ method: any QualityMethod.Type, _ wanted: String) -> Bool {
        wanted.isEmpty
            || [method.name, method.title.zh, method.title.en, method.standard]
                .contains { $0.lowercased().contains(wanted) }
    }
}
