import Foundation

/// Where the texts of this module are: `zh-Hans.yaml` and `en.yaml`, flat `key: text`.
public enum PrintingStrings {
    public static var folder: URL { Bundle.module.bundleURL.appending(path: "Strings") }
}
