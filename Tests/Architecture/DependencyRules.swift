/// Which target may lean on which: Foundations <- Platform <- Engines <- Server <- Command, engines never on each other.
struct DependencyRules {
    /// The storeys of the house from the ground up; tests of the whole stand on the roof.
    enum Storey: Int, Comparable {
        case foundations
        case platform
        case engines
        case server
        case command
        case tests

        static func < (left: Storey, right: Storey) -> Bool { left.rawValue < right.rawValue }

        init?(path: String) {
            switch path.split(separator: "/").first {
            case "Foundations": self = .foundations
            case "Platform": self = .platform
            case "Engines": self = .engines
            case "Server": self = .server
            case "Command": self = .command
            case "Tests": self = .tests
            default: return nil
            }
        }
    }

    /// Modules that come with the compiler.
    static let standard: Set<String> = [
        "Foundation", "FoundationNetworking", "Testing", "Glibc", "Darwin", "Synchronization", "Dispatch",
    ]

    /// Modules that a product of another package brings along and speaks in.
    static let brought: [String: Set<String>] = [
        "Hummingbird": ["HummingbirdCore", "HTTPTypes", "Logging", "NIOCore", "ServiceLifecycle"]
    ]

    let tree: SourceTree
    let targets: [Manifest.Target]
    let foundationPackages: [String]

    init(_ tree: SourceTree) {
        self.tree = tree
        let house = Manifest(tree.files["Package.swift"] ?? "", folder: "")
        let foundations = Manifest(tree.files["Foundations/Package.swift"] ?? "", folder: "Foundations")
        targets = house.targets + foundations.targets
        foundationPackages = foundations.packages
    }

    var faults: [String] { arrows + folders + ownership + imports }

    /// Declared dependencies that point up, or from one engine to another.
    var arrows: [String] {
        var found = foundationPackages.map { "Foundations depends on a package: \($0)" }
        let byName = Dictionary(targets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for target in targets {
            guard let storey = Storey(path: target.path) else { continue }
            for other in target.dependencies.compactMap({ byName[$0] }) {
                guard let below = Storey(path: other.path) else { continue }
                if below > storey { found.append("\(target.name) -> \(other.name) points up") }
                if storey == .engines, below == .engines, Self.room(target) != Self.room(other) {
                    found.append("\(target.name) -> \(other.name): engines never import each other")
                }
                if other.kind == .test { found.append("\(target.name) -> \(other.name): nothing leans on tests") }
                let isShared = other.path.hasSuffix("/Testing")
                if isShared, target.kind != .test, !target.path.hasSuffix("/Testing") {
                    found.append("\(target.name) -> \(other.name): only tests lean on what tests share")
                }
            }
            if storey == .foundations {
                let own = Set(targets.filter { Storey(path: $0.path) == .foundations }.map(\.name))
                found += target.dependencies.filter { !own.contains($0) }
                    .map { "\(target.name) -> \($0): Foundations leans on nothing else" }
            }
        }
        return found
    }

    /// Targets whose folder is not where their name says.
    var folders: [String] {
        targets.compactMap { target in
            Self.fittingFolders(target).contains(target.path)
                ? nil : "\(target.name) lies at \(target.path), where its name does not fit"
        }
    }

    /// Swift files in no target, or in two.
    var ownership: [String] {
        tree.swiftFiles.compactMap { path, _ in
            let owners = targets.filter { $0.contains(path) }
            return owners.count == 1 ? nil : "\(path) belongs to \(owners.count) targets"
        }
    }

    /// Imports of modules that the target does not declare.
    var imports: [String] {
        var found: [String] = []
        for (path, text) in tree.swiftFiles {
            guard let target = targets.first(where: { $0.contains(path) }) else { continue }
            var allowed = Self.standard.union(target.dependencies)
            for dependency in target.dependencies { allowed.formUnion(Self.brought[dependency] ?? []) }
            for module in Self.importedModules(text) where !allowed.contains(module) {
                found.append("\(path) imports \(module), which \(target.name) does not declare")
            }
        }
        return found
    }

    /// `import X`, `import struct X.Y`, `@testable import X`.
    static func importedModules(_ text: String) -> [String] {
        SwiftText(text).lines.compactMap { line in
            var words = line.split(separator: " ").map(String.init)
            while let first = words.first, first.hasPrefix("@") || ["public", "internal", "private"].contains(first) {
                words.removeFirst()
            }
            guard words.first == "import", words.count > 1 else { return nil }
            let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
            return name.split(separator: ".").first.map(String.init)
        }
    }

    /// The first two folders: what an engine or a part of the platform owns.
    private static func room(_ target: Manifest.Target) -> String {
        target.path.split(separator: "/").prefix(2).joined(separator: "/")
    }

    private static func fittingFolders(_ target: Manifest.Target) -> Set<String> {
        let name = target.name
        switch target.kind {
        case .library where name.hasSuffix("Testing"):
            return ["Platform/\(name.dropLast("Testing".count))/Testing"]
        case .library where name.hasPrefix("C") && Storey(path: target.path) == .foundations:
            // C++ behind extern "C" lies in the folder of the only part that uses it.
            let room = target.path.split(separator: "/").dropLast().joined(separator: "/")
            return ["\(room)/\(name)", "Foundations/\(name)/Sources"]
        case .library:
            return ["Foundations", "Platform", "Engines"].reduce(into: ["\(name)/Sources"]) { folders, storey in
                folders.insert("\(storey)/\(name)/Sources")
            }
        case .system:
            // A system library lies in the folder of the only part that uses it.
            let room = target.path.split(separator: "/").dropLast().joined(separator: "/")
            return Storey(path: target.path).map { $0 <= .platform } == true ? ["\(room)/\(name)"] : []
        case .test:
            let tested = String(name.dropLast("Tests".count))
            let rooms = ["Foundations/\(tested)", "Platform/\(tested)", "Engines/\(tested)", tested]
            return Set(rooms.map { "\($0)/Tests" } + ["Tests/\(tested)"])
        case .executable:
            if name == "heng" { return ["Command/Sources"] }
            // A helper of one part: storage-crash-writer lies at Platform/Storage/CrashWriter, in the folder that the
            // end of its name says.
            let words = name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
            let room = target.path.split(separator: "/").dropLast().joined(separator: "/")
            guard room.split(separator: "/").count == 2, let storey = Storey(path: room), storey <= .engines else {
                return []
            }
            return Set((1...words.count).map { "\(room)/\(words.suffix($0).joined())" })
        }
    }
}
