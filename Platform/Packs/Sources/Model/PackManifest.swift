import Kernel

/// What `pack.yaml` says: whose plan it is, which days it holds for, and where the other files are.
public struct PackManifest: Sendable, Equatable {
    /// Names the pack among all packs: `shanghai-2021`.
    public var id: String
    public var title: LocalizedText
    /// The language that the plan itself is written in.
    public var language: Language
    public var validity: Validity
    public var basis: Basis
    /// Shown wherever the plan's words show, so that an example is never taken for the official text.
    public var label: LocalizedText

    /// Paths in the folder, with `/` between their parts: the plan, the units, the folder of items.
    /// Each calendar and item knows its own file.
    public var planPath: String
    public var unitsPath: String
    public var itemsFolder: String

    public var lights: LightThresholds
    public var supervision: SupervisionThresholds
    public var score: ScorePoints

    /// Nil where the pack does not say who issues bulletins; none can be numbered then.
    public var bulletin: BulletinIssuer?

    public init(
        id: String, title: LocalizedText, language: Language, validity: Validity, basis: Basis, label: LocalizedText,
        planPath: String = "plan.md", unitsPath: String = "units.yaml",
        itemsFolder: String = "items", lights: LightThresholds,
        supervision: SupervisionThresholds = SupervisionThresholds(), score: ScorePoints = ScorePoints(),
        bulletin: BulletinIssuer? = nil
    ) {
        self.id = id
        self.title = title
        self.language = language
        self.validity = validity
        self.basis = basis
        self.label = label
        self.planPath = planPath
        self.unitsPath = unitsPath
        self.itemsFolder = itemsFolder
        self.lights = lights
        self.supervision = supervision
        self.score = score
        self.bulletin = bulletin
    }
}
