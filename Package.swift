// swift-tools-version:6.1
import PackageDescription

// The architecture on one screen. Arrows point one way only:
// Foundations <- Platform <- Engines <- Server <- Command. Tests/Architecture reads this file and holds it to that.

let package = Package(
    name: "heng",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "heng", targets: ["heng"])],
    dependencies: [
        .package(path: "Foundations"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(
            name: "Kernel",
            dependencies: [.product(name: "CivicCalendar", package: "Foundations")],
            path: "Platform/Kernel/Sources"),
        .executableTarget(
            name: "heng",
            dependencies: [
                "Kernel",
                .product(name: "PlanText", package: "Foundations"),
                .product(name: "Documents", package: "Foundations"),
                .product(name: "CivicCalendar", package: "Foundations"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Yams", package: "Yams"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Command/Sources"),
    ],
    swiftLanguageModes: [.v6]
)
