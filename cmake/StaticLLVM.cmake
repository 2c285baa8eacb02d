# Debian's Clang libraries ask for the one shared LLVM library. This lets them
# ask for the archives instead: executables start sooner, and run where no LLVM
# is. Sets PYUNBOX_STATIC_LLVM; without the archives it stays off.

find_library(PYUNBOX_ZLIB NAMES libz.a)
find_library(PYUNBOX_ZSTD NAMES libzstd.a)
set(PYUNBOX_STATIC_LLVM OFF)
if(TARGET LLVMSupport AND PYUNBOX_ZLIB AND PYUNBOX_ZSTD)
  set(PYUNBOX_STATIC_LLVM ON)
  # What else LLVMSupport names (a solver) is not used.
  set_target_properties(LLVMSupport PROPERTIES INTERFACE_LINK_LIBRARIES
    "rt;dl;m;${PYUNBOX_ZLIB};${PYUNBOX_ZSTD};LLVMDemangle")
  llvm_map_components_to_libnames(archives
    bitreader core frontendopenmp mc option profiledata support targetparser
    windowsdriver)
  foreach(target IN LISTS CLANG_EXPORTED_TARGETS)
    set(links)
    if(TARGET ${target})
      get_target_property(links ${target} INTERFACE_LINK_LIBRARIES)
    endif()
    if("LLVM" IN_LIST links)
      list(REMOVE_ITEM links LLVM)
      list(APPEND links ${archives})
      set_target_properties(${target} PROPERTIES INTERFACE_LINK_LIBRARIES "${links}")
    endif()
  endforeach()
endif()
