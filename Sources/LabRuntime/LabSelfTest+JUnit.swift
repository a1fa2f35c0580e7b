extension LabSelfTest.Report {
    /// The report as JUnit XML, which build servers show: a suite a lab, a case a step.
    public var junit: String {
        var labs: [String] = []
        for step in steps where !labs.contains(step.lab) { labs.append(step.lab) }
        let suites = labs.map { lab in suite(lab, steps.filter { $0.lab == lab }) }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites>
            \(suites.joined(separator: "\n"))
            </testsuites>

            """
    }

    private func suite(_ lab: String, _ steps: [LabSelfTest.Outcome]) -> String {
        let failures = steps.count { !$0.isSound }
        let seconds = steps.reduce(0) { $0 + $1.seconds }
        return """
              <testsuite name="\(lab.escaped)" tests="\(steps.count)" failures="\(failures)" \
            time="\(seconds.milliseconds)">
            \(steps.map(testCase).joined(separator: "\n"))
              </testsuite>
            """
    }

    private func testCase(_ step: LabSelfTest.Outcome) -> String {
        let head = """
                <testcase classname="\(step.lab.escaped)" name="\(step.id.escaped)" \
            time="\(step.seconds.milliseconds)"
            """
        if step.isSound { return head + "/>" }
        return """
            \(head)>
                  <failure message="\(step.faults.joined(separator: "; ").escaped)"/>
                </testcase>
            """
    }
}

extension LabSelfTest.Outcome {
    /// What is not as it must be, in English.
    public var faults: [String] {
        let rules = [
            (failsBefore, "its checks pass before it is done"),
            (passesAfter, "its checks fail after solve"),
            (idempotent, "its checks fail after solving again"),
            (failsAfterReset, "its checks pass after reset"),
        ]
        // What stopped the trial explains why the rest was not reached.
        if let problem { return [problem] }
        return rules.filter { !$0.0 }.map(\.1)
    }
}

extension String {
    fileprivate var escaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}

extension Double {
    /// Seconds with three decimals.
    fileprivate var milliseconds: String {
        let whole = Int((self * 1_000).rounded())
        let rest = String(whole % 1_000)
        return "\(whole / 1_000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}
