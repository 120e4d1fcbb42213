import Testing

/// The rules bite: each is broken by a small tree made here, and keeps quiet on its good twin.
struct RuleTests {
    private static let manifest = """
        // swift-tools-version:6.1
        import PackageDescription
        let package = Package(
            name: "sample",
            dependencies: [.package(path: "Foundations")],
            targets: [
                .target(
                    name: "Kernel", dependencies: [.product(name: "Dates", package: "Foundations")],
                    path: "Platform/Kernel/Sources"),
                .target(name: "Storage", dependencies: ["Kernel"], path: "Platform/Storage/Sources"),
                .target(name: "Plans", dependencies: ["Kernel"], path: "Engines/Plans/Sources"),
                .target(name: "Draws", dependencies: ["Kernel", "Storage"], path: "Engines/Draws/Sources"),
                .target(name: "Server", dependencies: ["Plans", "Draws"], path: "Server/Sources"),
                .testTarget(name: "PlansTests", dependencies: ["Plans"], path: "Engines/Plans/Tests"),
            ])
        """
    private static let foundations = """
        let package = Package(
            name: "Foundations",
            targets: [.target(name: "Dates", path: "Dates/Sources")])
        """

    private func tree(
        _ files: [String: String] = [:], manifest: String = manifest, foundations: String = foundations
    ) -> SourceTree {
        SourceTree(
            files: files.merging(["Package.swift": manifest, "Foundations/Package.swift": foundations]) { old, _ in old
            })
    }

    private func manifest(_ old: String, _ new: String) -> String {
        #expect(Self.manifest.contains(old))
        return Self.manifest.replacing(old, with: new)
    }

    @Test("a sound small tree has no fault")
    func sound() {
        let small = tree([
            "Engines/Plans/Sources/Plan.swift": "import Foundation\nimport Kernel\n\nstruct Plan {}\n",
            "Platform/Kernel/Sources/Day.swift": "import struct Dates.Day\n",
        ])
        #expect(DependencyRules(small).faults == [])
        #expect(SourceRules(tree: small).faults == [])
    }

    @Test("an engine that leans on another engine is a fault")
    func engines() {
        let bent = manifest(
            #"name: "Plans", dependencies: ["Kernel"]"#, #"name: "Plans", dependencies: ["Kernel", "Draws"]"#)
        #expect(DependencyRules(tree(manifest: bent)).arrows == ["Plans -> Draws: engines never import each other"])
    }

    @Test("an arrow that points up is a fault")
    func upward() {
        let bent = manifest(
            #"name: "Storage", dependencies: ["Kernel"]"#, #"name: "Storage", dependencies: ["Kernel", "Plans"]"#)
        #expect(DependencyRules(tree(manifest: bent)).arrows == ["Storage -> Plans points up"])
    }

    @Test("Foundations with a package or a foreign product is a fault")
    func foundations() {
        let server = Self.foundations.replacing(
            "name: \"Foundations\",",
            with: "name: \"Foundations\", dependencies: [.package(url: \"https://a.example/b\")],")
        #expect(DependencyRules(tree(foundations: server)).arrows.count == 1)
        let foreign = Self.foundations.replacing(
            "name: \"Dates\",", with: "name: \"Dates\", dependencies: [\"Kernel\"],")
        #expect(DependencyRules(tree(foundations: foreign)).arrows.contains { $0.contains("Dates -> Kernel") })
    }

    @Test("nothing leans on tests")
    func tests() {
        let bent = manifest(
            #"name: "Server", dependencies: ["Plans", "Draws"]"#,
            #"name: "Server", dependencies: ["Plans", "Draws", "PlansTests"]"#)
        #expect(DependencyRules(tree(manifest: bent)).arrows.contains("Server -> PlansTests: nothing leans on tests"))
    }

    @Test("a folder that does not fit its target is a fault")
    func folder() {
        let bent = manifest("Engines/Draws/Sources", "Engines/Drawing/Sources")
        #expect(
            DependencyRules(tree(manifest: bent)).folders
                == ["Draws lies at Engines/Drawing/Sources, where its name does not fit"])
    }

    @Test("a Swift file outside of every target is a fault")
    func outside() {
        let rules = DependencyRules(tree(["Engines/Plans/Loose.swift": "struct Loose {}"]))
        #expect(rules.ownership == ["Engines/Plans/Loose.swift belongs to 0 targets"])
    }

    @Test(
        "an import that is not declared is a fault, however it is written",
        arguments: [
            "import Draws", "import struct Draws.Draw", "@testable import Draws", "@_exported public import Draws",
        ])
    func undeclared(line: String) {
        let rules = DependencyRules(tree(["Engines/Plans/Sources/Plan.swift": "import Kernel\n\(line)\n"]))
        #expect(
            rules.imports == ["Engines/Plans/Sources/Plan.swift imports Draws, which Plans does not declare"])
    }

    @Test("an import in a comment or a string is none")
    func quoted() {
        let text = "// import Draws\nlet text = \"\"\"\n    import Draws\n    \"\"\"\n/* import Draws */\n"
        #expect(DependencyRules(tree(["Engines/Plans/Sources/Plan.swift": text])).imports == [])
    }

    @Test("a file of 451 lines is too long, one of 450 is not")
    func length() {
        func lines(_ count: Int) -> SourceTree {
            tree([
                "Engines/Plans/Sources/Plan.swift": Array(repeating: "let x = 1", count: count).joined(separator: "\n")
            ])
        }
        #expect(SourceRules(tree: lines(450)).lengths == [])
        #expect(SourceRules(tree: lines(451)).lengths.count == 1)
    }

    @Test("a name that says nothing is a fault, in paths and in types")
    func names() {
        let path = tree(["Engines/Plans/Sources/PlanUtils.swift": ""])
        #expect(SourceRules(tree: path).names.count == 1)
        let folder = tree(["Engines/Plans/Sources/Helpers/Plan.swift": ""])
        #expect(SourceRules(tree: folder).names.count == 1)
        let type = tree(["Engines/Plans/Sources/Plan.swift": "final class PlanManager {}\nextension FileManager {}\n"])
        #expect(SourceRules(tree: type).names.count == 1)
    }

    @Test(
        "what ends the process or hides an error is a fault",
        arguments: [
            "let a = try! b()", "let a = b as! C", "fatalError(\"no\")", "preconditionFailure()", "let a = b!",
            "let a = b()!.c", "let a = b[0]!", "var a: B!", "do { try a() } catch {}", "let a = try? b()",
            "let text = \"\\(value!)\"",
        ])
    func unsafe(line: String) {
        let bad = tree(["Engines/Plans/Sources/Plan.swift": "import Kernel\n\(line)\n"])
        let found = SourceRules(tree: bad).unsafe
        #expect(found.count == 1)
        #expect(found.allSatisfy { $0.hasPrefix("Engines/Plans/Sources/Plan.swift:2: ") })
    }

    @Test(
        "what only looks like a force unwrap is none",
        arguments: [
            "if a != b {}", "if !a.isEmpty {}", "let a = (!b)", "let a = \"b!\"", "// never b!", "let a = try b()",
            "let a = #\"try! \"c\"!\"#", "let a = b!=c", "guard !(a && !b) else { return }",
        ])
    func safe(line: String) {
        #expect(SourceRules(tree: tree(["Engines/Plans/Sources/Plan.swift": line])).unsafe == [])
    }

    @Test("tests may end themselves")
    func unsafeTests() {
        #expect(SourceRules(tree: tree(["Engines/Plans/Tests/PlanTests.swift": "let a = b!"])).unsafe == [])
    }

    @Test("an unchecked promise needs a comment beside it")
    func unproven() {
        let path = "Engines/Plans/Sources/Plan.swift"
        let bare = "import Kernel\n\n\n\n\nfinal class A: @unchecked Sendable {}\n"
        let proven = "import Kernel\n\n\n\n// A lock guards it.\nfinal class A: @unchecked Sendable {}\n"
        #expect(SourceRules(tree: tree([path: bare])).unproven.count == 1)
        #expect(SourceRules(tree: tree([path: proven])).unproven == [])
    }

    @Test("notes to oneself are found in every file")
    func leftovers() {
        #expect(SourceRules(tree: tree(["README.md": "TO" + "DO: write this"])).leftovers.count == 1)
    }

    @Test("paths and hosts of one machine are found in every file")
    func machines() {
        func faults(_ line: String) -> Int { SourceRules(tree: tree(["Makefile": line])).machines.count }
        #expect(faults("cd /" + "work/main") == 1)
        #expect(faults("data = \"/" + "root/heng\"") == 1)
        #expect(faults("https://npm-" + "registry.example/htmx") == 1)
        #expect(faults("http://" + "10.0.0.1/simple") == 1)
        #expect(faults("http://127.0.0.1:8080/ and https://example.org/" + "work/home") == 0)
    }
}
