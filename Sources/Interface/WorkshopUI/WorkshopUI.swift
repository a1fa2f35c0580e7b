// WorkshopUI
