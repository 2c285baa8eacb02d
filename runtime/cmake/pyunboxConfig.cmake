# What is installed beside this file: the library (pyunbox::pyunbox; Python's
# headers are the user's choice), the command (pyunbox_target()), or both.
include(${CMAKE_CURRENT_LIST_DIR}/pyunboxTargets.cmake OPTIONAL)
include(${CMAKE_CURRENT_LIST_DIR}/pyunboxTool.cmake OPTIONAL)
