// WorkshopUIRuntime
