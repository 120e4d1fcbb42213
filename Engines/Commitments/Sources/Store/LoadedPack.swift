import Kernel
import Packs

/// A pack that was loaded, without its content.
public struct LoadedPack: Sendable {
    public let id: String
    public let title: LocalizedText
    public let validity: Validity
    public let label: LocalizedText
    public let basis: Basis
    public let loadedAt: LogTime
    public let loadedBy: String
}
