import Kernel
import Web

extension CityReader {
    /// A plan's state on the business date, as this request sees it; 404 where there is no such plan.
    func presenter(_ plan: String, _ request: PageRequest) async throws -> CityPresenter {
        guard let state = try await state(of: plan, on: request.businessDate) else {
            throw Problem(.notFound, "commitments.problem.no-plan", ["plan": String(plan.prefix(40))])
        }
        return CityPresenter(state: state, request: request)
    }
}
