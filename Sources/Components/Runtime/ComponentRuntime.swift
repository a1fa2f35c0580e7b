// ComponentRuntime
