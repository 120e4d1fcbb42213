import Testing

/// The repository against the rules of the house.
struct HouseTests {
    private let tree: SourceTree

    init() throws { tree = try SourceTree.repository() }

    @Test("the manifests are read whole: every folder of sources is a target's")
    func manifests() {
        let rules = DependencyRules(tree)
        let names = rules.targets.map(\.name)
        #expect(Set(names).count == names.count)
        for name in ["PlanText", "Kernel", "Commitments", "Evidence", "Server", "heng", "ArchitectureTests"] {
            #expect(names.contains(name))
        }
        #expect(rules.targets.first { $0.name == "Server" }?.dependencies.contains("Commitments") == true)
        #expect(rules.targets.first { $0.name == "Documents" }?.path == "Foundations/Documents/Sources")
        #expect(tree.swiftFiles.count > 200)
    }

    @Test("every arrow points down, and engines never lean on each other")
    func arrows() { #expect(DependencyRules(tree).arrows == []) }

    @Test("every target lies where its name says")
    func folders() { #expect(DependencyRules(tree).folders == []) }

    @Test("every Swift file belongs to exactly one target")
    func ownership() { #expect(DependencyRules(tree).ownership == []) }

    @Test("a target imports only what it declares")
    func imports() { #expect(DependencyRules(tree).imports == []) }

    @Test("no file is longer than 450 lines")
    func lengths() { #expect(SourceRules(tree: tree).lengths == []) }

    @Test("no file, folder or type has a name that says nothing")
    func names() { #expect(SourceRules(tree: tree).names == []) }

    @Test("nothing in the sources ends the process on input or hides an error")
    func unsafe() { #expect(SourceRules(tree: tree).unsafe == []) }

    @Test("every unchecked promise has its proof beside it")
    func unproven() { #expect(SourceRules(tree: tree).unproven == []) }

    @Test("no note to oneself is left behind")
    func leftovers() { #expect(SourceRules(tree: tree).leftovers == []) }

    @Test("no file names a path or a host of one machine")
    func machines() { #expect(SourceRules(tree: tree).machines == []) }
}
