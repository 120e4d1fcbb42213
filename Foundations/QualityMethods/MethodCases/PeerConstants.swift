import QualityMethods

/// The constants that peers print with, where they differ from the exact ones.
enum PeerConstants {
    /// d₂ to three decimals and d₃ as qcc 2.7 tabulates it for sizes 2 to 25 (off the exact values from the sixth digit).
    static let qcc = RangeConstants(
        d2: Dictionary(uniqueKeysWithValues: (2...25).map { ($0, RangeConstants.printed.d2($0)) }),
        d3: Dictionary(uniqueKeysWithValues: zip(2...25, d3)))

    private static let d3 = [
        0.8525033, 0.8883697, 0.8798108, 0.8640855, 0.8480442, 0.8332108, 0.8198378, 0.8078413, 0.7970584, 0.7873230,
        0.7784873, 0.7704257, 0.7630330, 0.7562217, 0.7499188, 0.7440627, 0.7386021, 0.7334929, 0.7286980, 0.7241851,
        0.7199267, 0.7158987, 0.7120802, 0.7084528,
    ]
}
