import Foundation
import HomeFiles
import LabKit
import Synchronization
import TestSupport
import Testing

@testable import LabRuntime

@Suite struct LabTrustTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000),
            "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
        ),
    ])
    func `the hash is that of FIPS 180-4`(text: String, digest: String) {
        #expect(SHA256.digest(of: Array(text.utf8)) == digest)
    }

    @Test func `a lab is trusted as it is, and asks again when anything in it changes`()
        async throws
    {
        try await withScratchFolder("trust") { folder in
            try folder.write("id: x", to: "labs/07-x/lab.yaml")
            try folder.write("own", to: "own/01-a/lab.yaml")
            let lab = folder.file("labs/07-x")
            let trust = LabTrust(own: folder.file("own"), state: folder.file("state"))
            #expect(trust.allows(folder.file("own/01-a")))
            #expect(!trust.allows(lab))
            #expect(trust.trust([lab]) == nil)
            #expect(trust.allows(lab))
            #expect(LabTrust(own: nil, state: folder.file("state")).allows(lab + "/../07-x"))
            for (name, text) in [("lab.yaml", "id: y"), ("files/new.sh", "echo")] {
                try folder.write(text, to: "labs/07-x/\(name)")
                #expect(!trust.allows(lab), "\(name)")
                #expect(trust.trust([lab]) == nil)
                #expect(trust.allows(lab))
            }
            #expect(trust.trust([folder.file("nowhere")])?.code == "cannot_read")
        }
    }

    @Test func `no command of a foreign lab runs, and the check says why`() async throws {
        try await withScratchFolder("foreign") { folder in
            let workshop = try WorkshopDouble(folder)
            let lab = try LabSource(
                folder: "01-microservices", definition: QuestionTests.definition,
                chinese: QuestionTests.words(), english: QuestionTests.words()
            ).lab().get()
            let session = LabSession(
                labs: [lab], folder: WorkshopDouble.labs,
                trust: LabTrust(own: nil, state: workshop.layout.state), doors: workshop.doors,
                layout: workshop.layout)
            let key = StepKey(lab: lab.id, step: "asks")
            let verdict = try await session.check(key)[1]
            #expect(verdict.code == .untrusted)
            #expect(verdict.next.english.contains("workshop author trust"))
            let failure = await #expect(throws: LabFailure.self) { try await session.solve(key) }
            #expect(failure?.code == "untrusted")
            #expect(workshop.state.withLock { $0.log }.filter { $0.hasPrefix("run") } == [])
        }
    }

    @Test func `a report for build servers tells each step and what is wrong`() {
        var sound = LabSelfTest.Outcome(lab: "01-a", id: "one")
        sound.failsBefore = true
        sound.passesAfter = true
        sound.idempotent = true
        sound.failsAfterReset = true
        sound.seconds = 1.25
        var broken = LabSelfTest.Outcome(lab: "01-a", id: "two")
        broken.problem = "x < \"y\""
        #expect(
            LabSelfTest.Report(steps: [sound, broken]).junit == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites>
                  <testsuite name="01-a" tests="2" failures="1" time="1.250">
                    <testcase classname="01-a" name="one" time="1.250"/>
                    <testcase classname="01-a" name="two" time="0.000">
                      <failure message="x &lt; &quot;y&quot;"/>
                    </testcase>
                  </testsuite>
                </testsuites>

                """)
    }
}
