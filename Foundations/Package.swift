// swift-tools-version:6.1
import PackageDescription

// Pure code, no input or output: builds and tests without the server stack.
// Debug builds optimise these targets too: a plan of 1 MB must parse in time while testing, and numerical loops are
// many times slower without it (see Documentation/Architecture.md and QualityMath/README.md).
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "Foundations",
    products: [
        .library(name: "PlanText", targets: ["PlanText"]),
        .library(name: "Documents", targets: ["Documents"]),
        .library(name: "CivicCalendar", targets: ["CivicCalendar"]),
        .library(name: "QualityMath", targets: ["QualityMath"]),
        .library(name: "QualityMethods", targets: ["QualityMethods"]),
    ],
    targets: [
        .systemLibrary(
            name: "CZip", path: "Documents/CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(
            name: "CLibXML2", path: "Documents/CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),

        .target(name: "PlanText", path: "PlanText/Sources", swiftSettings: optimised),
        .target(
            name: "Documents", dependencies: ["CivicCalendar", "CZip", "CLibXML2"], path: "Documents/Sources",
            swiftSettings: optimised),
        .target(name: "CivicCalendar", path: "CivicCalendar/Sources"),

        // Printed by `make bench`; not a product.
        .executableTarget(name: "plan-reading-bench", dependencies: ["PlanText"], path: "PlanText/Bench"),

        // Boost.Math and Eigen, header-only, behind extern "C": libboost-math-dev and libeigen3-dev.
        .target(
            name: "CNumerics", path: "QualityMath/CNumerics",
            cxxSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
        .target(
            name: "QualityMath", dependencies: ["CNumerics"], path: "QualityMath/Sources", swiftSettings: optimised),
        .target(
            name: "QualityMethods", dependencies: ["QualityMath"], path: "QualityMethods/Sources",
            swiftSettings: optimised),
        .executableTarget(
            name: "method-cases", dependencies: ["QualityMethods", "QualityMath"], path: "QualityMethods/MethodCases"),
        // One side of `make bench-methods`; not a product.
        .executableTarget(
            name: "methods-bench", dependencies: ["QualityMethods", "QualityMath"], path: "QualityMethods/Bench"),

        .testTarget(
            name: "PlanTextTests", dependencies: ["PlanText"], path: "PlanText/Tests", exclude: ["Plans"]),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents", "CivicCalendar"], path: "Documents/Tests"),
        .testTarget(name: "CivicCalendarTests", dependencies: ["CivicCalendar"], path: "CivicCalendar/Tests"),
        .testTarget(
            name: "QualityMathTests", dependencies: ["QualityMath"], path: "QualityMath/Tests",
            exclude: ["Reference"]),
        .testTarget(
            name: "QualityMethodsTests", dependencies: ["QualityMethods", "QualityMath"],
            path: "QualityMethods/Tests",
            exclude: [
                "Agreement/Reference", "Cases/Reference", "MeasurementSystems/Reference", "Reliability/Reference",
                "Uncertainty/Reference",
            ]),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
