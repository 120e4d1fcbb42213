// PlanText
