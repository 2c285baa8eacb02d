//===- Chunks.h - which units are parsed together --------------*- C++ -*-===//
#ifndef PYUNBOX_DRIVER_CHUNKS_H
#define PYUNBOX_DRIVER_CHUNKS_H

#include <cstddef>
#include <vector>

namespace pyunbox {
struct CompileCommand;

/// Distributes the units \p Which of \p Commands: those of one chunk, if it has
/// more than one, begin with the same headers and have one sharing key. Chunks
/// are such that \p Jobs processes have much the same work.
std::vector<std::vector<std::size_t>>
makeChunks(const std::vector<CompileCommand> &Commands,
           const std::vector<std::size_t> &Which, unsigned Jobs);

} // namespace pyunbox

#endif
