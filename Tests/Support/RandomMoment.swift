/// Lets a random time pass: for tests that strike at any moment, where there is no event to wait for.
///
/// - Parameter limit: the longest.
public func passRandomMoment(
    within limit: Duration, using random: inout some RandomNumberGenerator
) async throws {
    let part = Double(random.next() >> 11) / Double(1 << 53)
    try await ContinuousClock().sleep(for: limit * part)
}
