import Foundation

/// Where the texts of this part lie.
public enum ExchangeStrings {
    public static var folder: URL { Bundle.module.bundleURL.appending(path: "Strings") }
}
