import Foundation
import Kernel
import Testing
import Web

@testable import Commitments

@Suite struct StringTests {
    @Test("both languages have every text, with the same placeholders")
    func complete() throws {
        let catalogue = try HouseTexts.catalogue()
        #expect(catalogue.faults.isEmpty, "\(catalogue.faults)")
    }

    @Test("every reason, state and kind that the engine can say has its text")
    func vocabulary() throws {
        let catalogue = try HouseTexts.catalogue()
        var keys: [String] = []
        for reason in [
            "suspended", "finished", "finished-late", "late", "not-started", "near-due", "behind", "on-path",
            "unassigned", "unsigned", "awaiting", "late-awaiting", "report-missing",
        ] {
            keys.append("standing.reason.\(reason)")
        }
        keys += Commitments.Binding.State.allCases.map { "commitments.binding.\($0.rawValue)" }
        keys += BindingFilter.all.map { "commitments.binding.show.\($0.name)" }
        keys += PlanSource.Kind.allCases.map { "commitments.kind-of-source.\($0.rawValue)" }
        keys += Assignment.Source.allCases.map { "commitments.source.\($0.rawValue)" }
        keys += PlanTabs.Tab.allCases.map { "commitments.tab.\($0.rawValue)" }
        keys += PlanComparison.Change.allCases.map { "commitments.change.\($0.rawValue)" }
        keys += WizardSteps.Step.allCases.map { "commitments.wizard.\($0.rawValue)" }
        keys += Meeting.Kind.allCases.map { "meeting.kind.\($0.rawValue)" }
        keys += AssignmentState.Refusal.allCases.map { "assignment.refusal.\($0.rawValue)" }
        for key in keys {
            for language in Language.allCases { #expect(catalogue.has(key, language), "\(key) in \(language)") }
        }
    }

    @Test("every key that the sources name has its text")
    func asked() throws {
        let catalogue = try HouseTexts.catalogue()
        let root = Repository.root.appending(path: "Engines/Commitments/Sources")
        var policy = PermissionPolicy()
        CommitmentsEngine.grant(in: &policy)
        let permissions = Set(
            policy.listing.map(\.permission.name) + CommitmentsEngine.verbs.map(\.name))
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        var count = 0
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /"((?:commitments|standing|assignment|meeting)\.[a-z0-9.-]*[a-z0-9])"/) {
                let key = String(match.1)
                // Permissions and verbs are named in the same form and are no texts.
                if permissions.contains(key) { continue }
                count += 1
                #expect(catalogue.has(key, .zhHans), "\(file.lastPathComponent): \(key)")
            }
        }
        #expect(count > 100)
    }

    @Test("the texts are plain and official: nothing shouts, nothing begs")
    func tone() throws {
        let catalogue = try HouseTexts.catalogue()
        for language in Language.allCases {
            for key in catalogue.keys(language) {
                let text = catalogue.text(key, language)
                #expect(!text.contains("!") && !text.contains("！") && !text.contains("请您"), "\(key)")
                #expect(!text.lowercased().contains("please"), "\(key)")
            }
        }
    }
}
