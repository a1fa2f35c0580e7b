/// Marks what reads and writes SOFARPC's header maps, so that trace context travels in SOFARPC's own
/// keys there; everywhere else it travels as HTTP has it.
public protocol SofaHeaderMap {}
