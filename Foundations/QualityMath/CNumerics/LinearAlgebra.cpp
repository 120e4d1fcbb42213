#include "CNumerics.h"

// Eigen's assertions would end the process; shapes are checked by the caller.
#define EIGEN_NO_DEBUG
#define EIGEN_DONT_PARALLELIZE
#include <eigen3/Eigen/Dense>

#include <cmath>

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Input = Eigen::Map<const RowMajor>;
using Output = Eigen::Map<RowMajor>;

template <class Kernel> int guarded(Kernel kernel) noexcept {
    try {
        return kernel();
    } catch (...) {
        return 1;
    }
}

}  // namespace

extern "C" {

int cn_qr(const double *a, int64_t rows, int64_t columns, double *q, double *r, int64_t *pivots) {
    return guarded([&] {
        Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(Eigen::MatrixXd(Input(a, rows, columns)));
        Output(q, rows, columns) = qr.householderQ() * Eigen::MatrixXd::Identity(rows, columns);
        Output(r, columns, columns) =
            qr.matrixQR().topRows(columns).template triangularView<Eigen::Upper>().toDenseMatrix();
        for (int64_t j = 0; j < columns; ++j) pivots[j] = qr.colsPermutation().indices()[j];
        return 0;
    });
}

int cn_cholesky(const double *a, int64_t n, double *lower) {
    return guarded([&] {
        Eigen::LLT<Eigen::MatrixXd> factor(Eigen::MatrixXd(Input(a, n, n)));
        if (factor.info() != Eigen::Success) return 2;
        Output(lower, n, n) = factor.matrixL().toDenseMatrix();
        return 0;
    });
}

int cn_symmetric_eigen(const double *a, int64_t n, double *values, double *vectors) {
    return guarded([&] {
        Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(Eigen::MatrixXd(Input(a, n, n)));
        if (solver.info() != Eigen::Success) return 1;
        Eigen::Map<Eigen::VectorXd>(values, n) = solver.eigenvalues();
        Output(vectors, n, n) = solver.eigenvectors();
        return 0;
    });
}

int cn_svd(const double *a, int64_t rows, int64_t columns, double *u, double *s, double *v) {
    return guarded([&] {
        const Eigen::MatrixXd matrix = Input(a, rows, columns);
        const int64_t k = rows < columns ? rows : columns;
        // Jacobi keeps small singular values to full relative accuracy; divide and conquer is for large matrices.
        if (k <= 64) {
            Eigen::JacobiSVD<Eigen::MatrixXd> svd(matrix, Eigen::ComputeThinU | Eigen::ComputeThinV);
            Output(u, rows, k) = svd.matrixU();
            Output(v, columns, k) = svd.matrixV();
            Eigen::Map<Eigen::VectorXd>(s, k) = svd.singularValues();
        } else {
            Eigen::BDCSVD<Eigen::MatrixXd> svd(matrix, Eigen::ComputeThinU | Eigen::ComputeThinV);
            if (svd.info() != Eigen::Success) return 1;
            Output(u, rows, k) = svd.matrixU();
            Output(v, columns, k) = svd.matrixV();
            Eigen::Map<Eigen::VectorXd>(s, k) = svd.singularValues();
        }
        return 0;
    });
}

int cn_solve(const double *a, int64_t n, const double *b, int64_t columns, double *x, double *reciprocal_condition) {
    return guarded([&] {
        Eigen::PartialPivLU<Eigen::MatrixXd> lu(Eigen::MatrixXd(Input(a, n, n)));
        *reciprocal_condition = lu.rcond();
        Output(x, n, columns) = lu.solve(Input(b, n, columns));
        return 0;
    });
}

int cn_log_determinant(const double *a, int64_t n, double *logarithm, double *sign) {
    return guarded([&] {
        Eigen::PartialPivLU<Eigen::MatrixXd> lu(Eigen::MatrixXd(Input(a, n, n)));
        double sum = 0, factor = static_cast<double>(lu.permutationP().determinant());
        for (int64_t i = 0; i < n; ++i) {
            const double pivot = lu.matrixLU()(i, i);
            if (pivot < 0) factor = -factor;
            if (pivot == 0) factor = 0;
            sum += std::log(std::fabs(pivot));
        }
        *logarithm = sum;
        *sign = factor;
        return 0;
    });
}

int cn_multiply(const double *a, const double *b, int64_t rows, int64_t inner, int64_t columns, double *c) {
    return guarded([&] {
        Output(c, rows, columns).noalias() = Input(a, rows, inner) * Input(b, inner, columns);
        return 0;
    });
}

}
