import Foundation
import QualityMath
import QualityMethods
import Testing

@Suite struct MeasurementModelTests {
    @Test("arithmetic follows the usual precedence")
    func precedence() throws {
        func value(_ text: String) throws -> Double {
            try MeasurementModel(text, inputs: ["a", "b"]).values([2, 3])[0]
        }
        #expect(try value("1 + 2 * 3") == 7)
        #expect(try value("-a^2") == -4)
        #expect(try value("2^3^2") == 512)
        #expect(try value("a^-1") == 0.5)
        #expect(try value("8 / 4 / 2") == 1)
        #expect(try value("8 - 4 - 2") == 2)
        #expect(try value("max(a, b) + min(a, b)") == 5)
        #expect(try value("2（a＋b）".replacingOccurrences(of: "2", with: "2*")) == 10)
        #expect(abs(try value("ln(exp(b)) + sin(pi/2)") - 4) < 1e-15)
    }

    @Test("lines may use earlier lines, and outputs can be chosen")
    func lines() throws {
        let model = try MeasurementModel("Z = V / I\nR = Z * cos(phi)", inputs: ["V", "I", "phi"], outputs: ["R"])
        #expect(model.outputs == ["R"])
        #expect(abs(model.values([10, 2, 0])[0] - 5) < 1e-15)
    }

    @Test(
        "a text that is no model is refused with its place",
        arguments: [
            ("a +", 4), ("a b", 3), ("(a", 3), ("a + $", 5), ("sin(a, b)", 1), ("c", 1), ("a = 3", 1), ("exp", 1),
            ("y = a; y = b", 8), ("1e999", 1), ("system(a)", 1), ("a[3]", 2),
        ])
    func refusals(text: String, position: Int) {
        #expect {
            try MeasurementModel(text, inputs: ["a", "b"])
        } throws: { error in
            (error as? ExpressionProblem)?.position == position
        }
    }

    @Test("length, depth and size have limits that throw and never trap")
    func limits() {
        let deep = String(repeating: "(", count: 5000) + "a" + String(repeating: ")", count: 4900)
        #expect(throws: ExpressionProblem.self) { try MeasurementModel(deep, inputs: ["a"]) }
        #expect(throws: ExpressionProblem.self) {
            try MeasurementModel(String(repeating: "-", count: 9000) + "a", inputs: ["a"])
        }
        #expect(throws: ExpressionProblem.self) {
            try MeasurementModel(String(repeating: "2^", count: 4000) + "a", inputs: ["a"])
        }
        #expect(throws: ExpressionProblem.self) {
            try MeasurementModel(String(repeating: "a+", count: 6000) + "a", inputs: ["a"])
        }
        #expect(throws: ExpressionProblem.self) {
            try MeasurementModel((0..<2000).map { "a*\($0)+" }.joined() + "a", inputs: ["a"])
        }
        #expect(throws: ExpressionProblem.self) { try MeasurementModel("", inputs: []) }
        #expect(throws: ExpressionProblem.self) { try MeasurementModel("a", inputs: ["a", "a"]) }
        #expect(throws: ExpressionProblem.self) { try MeasurementModel("a", inputs: ["sin"]) }
    }

    @Test("random text never traps the reader")
    func fuzz() {
        var stream = RandomStream(key: 5)
        let letters = Array("ab12.e+-*/^()=,;[] \n_πμ°sincoexp（）")
        for _ in 0..<3000 {
            let text = String(
                (0..<stream.integer(below: 40)).map { _ in letters[stream.integer(below: letters.count)] })
            do {
                let model = try MeasurementModel(text, inputs: ["a", "b"])
                #expect(model.values([1.5, 2.5]).count == model.outputs.count)
            } catch {
                #expect(error.text.en.isEmpty == false)
            }
        }
    }

    @Test("slopes and curvatures agree with difference quotients")
    func derivatives() throws {
        let text =
            "a*exp(-b*c) + sqrt(a)/c - a^b + atan2(a, c)*tanh(b) + ln(a*c)^3 + log10(c) + asin(b/9)*acos(b/8) + atan(c)"
            + " + sinh(b)*cosh(b)/100 + abs(-a) + tan(b/4) + cos(a)^2 + min(a, c) + pow(c, 1.5)"
        let model = try MeasurementModel(text, inputs: ["a", "b", "c"])
        let point = [1.3, 0.7, 2.1]
        let (values, slopes) = model.gradients(point)
        #expect(values == model.values(point))
        let curvature = model.curvature(of: 0, at: point)
        for i in 0..<3 {
            func at(_ k: Double) -> [Double] {
                var moved = point
                moved[i] += k * 1e-3
                return moved
            }
            func f(_ k: Double) -> Double { model.values(at(k))[0] }
            let difference = (8 * (f(1) - f(-1)) - (f(2) - f(-2))) / 12e-3
            #expect(abs(slopes[0][i] - difference) < 1e-8 * max(1, abs(difference)), "slope \(i)")
            for j in 0..<3 {
                func g(_ k: Double) -> Double { model.gradients(at(k)).slopes[0][j] }
                let second = (8 * (g(1) - g(-1)) - (g(2) - g(-2))) / 12e-3
                #expect(abs(curvature[i, j] - second) < 1e-7 * max(1, abs(second)), "curvature \(i) \(j)")
            }
        }
    }

    @Test("units are carried through, and a sum of different ones is refused")
    func units() throws {
        let model = try MeasurementModel("F = m * g; p = F / A", inputs: ["m", "g", "A"])
        let found = try model.dimensions(
            of: [try MeasurementUnit("kg"), try MeasurementUnit("m/s^2"), try MeasurementUnit("mm²")])
        #expect(found[0].isComparable(to: try MeasurementUnit("N")))
        #expect(found[1].isComparable(to: try MeasurementUnit("kPa")))
        #expect(try MeasurementUnit("kPa").factor == 1000)
        #expect(try MeasurementUnit("kg").factor == 1)
        #expect(abs(try MeasurementUnit("µm/m").factor - 1e-6) < 1e-20)
        #expect(try MeasurementUnit("m*s^-1/kg").powers == [1, -1, -1, 0, 0, 0, 0])
        let sum = try MeasurementModel("a + 9.81[m/s^2]", inputs: ["a"])
        #expect(throws: ExpressionProblem.self) { try sum.dimensions(of: [try MeasurementUnit("m")]) }
        #expect(try sum.dimensions(of: [try MeasurementUnit("m/s²")])[0].powers == [1, 0, -2, 0, 0, 0, 0])
        #expect(throws: ExpressionProblem.self) { try MeasurementUnit("parsec") }
        #expect(throws: ExpressionProblem.self) { try MeasurementUnit("m^x") }
        let logarithm = try MeasurementModel("ln(a)", inputs: ["a"])
        #expect(throws: ExpressionProblem.self) { try logarithm.dimensions(of: [try MeasurementUnit("m")]) }
    }
}
